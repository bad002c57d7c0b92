"""The list of sheets that docProps/app.xml repeats for file managers."""

from collections.abc import Sequence

from xlcrm.ooxml.opc import StoredXml
from xlcrm.ooxml.xmlio import Element, local_name, make

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
LISTS = ("HeadingPairs", "TitlesOfParts")


def update_titles(xml: StoredXml, before: Sequence[str], titles: Sequence[str]) -> None:
    """Name the worksheets by `titles` where the list named some of `before`; an unclear list is taken out.

    The list holds sheets of each kind and defined names, in groups whose headings are in the language of the program
    that wrote them, so that a group is known by what it holds.
    """
    pairs, parts = (_vector(xml.root, name) for name in LISTS)
    if pairs is None or parts is None:
        return
    counts = list(pairs.iter(f"{{{VARIANT}}}i4"))
    listed = [(element.text or "") for element in parts]
    known = set(before) | set(titles)
    start = 0
    for count in counts:
        size = int(count.text or "0")
        if size and set(listed[start : start + size]) <= known:
            count.text = str(len(titles))
            for element in list(parts)[start : start + size]:
                parts.remove(element)
            for place, title in enumerate(titles, start):
                element = make(f"{{{VARIANT}}}lpstr", like=parts)
                element.text = title
                parts.insert(place, element)
            parts.set("size", str(len(parts)))
            return
        start += size
    for name in LISTS:
        for element in xml.root.findall(f"{{{PROPERTIES}}}{name}"):
            xml.root.remove(element)


def _vector(root: Element, name: str) -> Element | None:
    holder = root.find(f"{{{PROPERTIES}}}{name}")
    return None if holder is None else next((child for child in holder if local_name(child) == "vector"), None)
