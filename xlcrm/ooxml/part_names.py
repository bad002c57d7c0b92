"""The names of parts, and the way from one part to another."""

from posixpath import basename, dirname, normpath, relpath


def fold(name: str) -> str:
    """The key of a part: names are equal without case, and with either slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def rels_name(part: str) -> str:
    """The name of the part that holds another part's relationships; of the package's own for an empty name."""
    folder = dirname(part)
    return f"{folder}/_rels/{basename(part)}.rels" if folder else f"_rels/{basename(part)}.rels"


def extension_of(part: str) -> str:
    """What stands behind the last dot of a part's name, by which content types go; `rels` for `_rels/.rels` too."""
    name = part.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else ""


def resolve(owner: str, target: str) -> str:
    """The part name that a relationship's target means, seen from the part that owns the relationship."""
    target = target.replace("\\", "/")
    return normpath(target if target.startswith("/") else f"/{dirname(owner)}/{target}").lstrip("/")


def relative(owner: str, part: str) -> str:
    """The target that leads from one part to another."""
    return relpath(f"/{part}", f"/{dirname(owner)}")
