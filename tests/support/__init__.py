"""What the tests lean on: a checker of files, recalculation by LibreOffice, rendering, the Open XML SDK."""
