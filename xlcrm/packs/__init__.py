"""Review packs: a workbook about one customer, for that customer.

A pack is written from a book that holds nothing but the rows of its customer (see `xlcrm.commands.review`), so that
nothing else can be in it. Its formulas look at cells that are there to be seen; it has no hidden cells, names or lists.
"""

from xlcrm.packs.pack import pack

__all__ = ["pack"]
