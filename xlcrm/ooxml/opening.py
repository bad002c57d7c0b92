"""Which packages can be edited without loss, and how a signature is taken out of one."""

from xlcrm.ooxml.faults import BadPackage
from xlcrm.ooxml.opc import STRICT, PartGraph
from xlcrm.ooxml.part_names import fold
from xlcrm.ooxml.xmlio import main

SIGNATURE = "digital-signature/origin"


def drop_signature(graph: PartGraph) -> list[str]:
    """Take a digital signature out of a package, which holds no longer once anything changes; returns its parts."""
    relationships = graph.relationships("")
    dropped = []
    for relationship in [found for found in relationships if found.type.endswith(SIGNATURE)]:
        relationships.remove(relationship.id)
        parts = graph.reached_from(relationship.part).values() if relationship.part else ()
        dropped += [part for part in parts if fold(part).startswith("_xmlsignatures/")]
    for part in dropped:
        graph.drop(part)
    return dropped


def find_workbook(graph: PartGraph) -> str:
    """The name of the workbook part; raises for strict, signed, binary, incomplete and foreign packages."""
    if "[Content_Types].xml" not in graph.parts or "_rels/.rels" not in graph.parts:
        raise BadPackage("foreign")
    top = graph.relationships("")
    if any(relationship.type.endswith(SIGNATURE) for relationship in top):
        raise BadPackage("signed")
    documents = top.of_kind("officeDocument")
    if any(relationship.is_strict for relationship in documents):
        raise BadPackage("strict")
    part = next((document.part for document in documents if document.part is not None), None)
    if part is None:
        raise BadPackage("no_workbook")
    content_type = graph.types.content_type(part)
    if "sheet.binary" in content_type:
        raise BadPackage("binary")
    if "wordprocessingml" in content_type or "presentationml" in content_type:
        raise BadPackage("foreign")
    root = graph.tree(part).root
    if root.tag != main("workbook"):
        raise BadPackage("strict" if root.tag.startswith("{" + STRICT) else "trial")
    return part
