"""HTML -> blocks (to come)."""
from procheck.documents.model import Block, Draft
def read_fragment(text: str, name: str) -> list[Block]:
    return []
