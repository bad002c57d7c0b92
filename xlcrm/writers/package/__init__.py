"""A user's workbook package, edited part by part so that nothing in it is lost.

`Package` opens it; generated sheets, made in a package of their own, are adopted into it, and its own sheets are edited
in place. Every part that is not concerned keeps its bytes. Nothing here knows of customers: only of Open XML.
"""

from xlcrm.writers.package.package import Package

__all__ = ["Package"]
