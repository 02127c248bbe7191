"""PDFium's calls that are made for every word, bound so that a handle is a plain integer.

pypdfium2's own bindings make a pointer object for each answer, which costs more than the call itself; on a page of
300 words that is the difference between keeping and missing the reader's time limit. Nothing else here is clever.
"""

from __future__ import annotations

import ctypes
import re
from ctypes import c_char_p, c_double, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from functools import cache
from typing import Any

Handle = int
"""Address of an object that PDFium owns."""

_SUBSET = re.compile(r"^[a-z]{6}\+")
_HEAVY = re.compile(r"bold|black|heavy|demi|-bd")
_SHAPE = re.compile(r"[-, ]?(?:bold|black|heavy|demi|semi|italic|oblique|regular|roman|light|medium|ms|mt|ps|it|bd)+")

INVISIBLE = 3
"""Text render mode: neither filled nor stroked (PDF 32000-1, table 106)."""

FILLED_AND_STROKED = 2
"""Text render mode by which some programs thicken letters to look bold."""


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls, each taking handles as integers."""

    text_object: Any
    loose_box: Any
    matrix: Any
    font_size: Any
    unicode: Any
    font: Any
    render_mode: Any
    object_type: Any
    object_at: Any
    object_count: Any
    bounds: Any
    object_matrix: Any
    form_count: Any
    form_at: Any
    segment_count: Any
    segment_at: Any
    segment_type: Any
    segment_point: Any
    fill_colour: Any


@cache
def bind() -> Calls:
    """The calls of the PDFium that pypdfium2 brings along."""
    from pypdfium2 import raw as pdfium

    call, handle, pointer = _call, c_void_p, c_void_p
    return Calls(
        text_object=call(pdfium.FPDFText_GetTextObject, handle, handle, c_int),
        loose_box=call(pdfium.FPDFText_GetLooseCharBox, c_int, handle, c_int, pointer),
        matrix=call(pdfium.FPDFText_GetMatrix, c_int, handle, c_int, pointer),
        font_size=call(pdfium.FPDFText_GetFontSize, c_double, handle, c_int),
        unicode=call(pdfium.FPDFText_GetUnicode, c_uint, handle, c_int),
        font=call(pdfium.FPDFTextObj_GetFont, handle, handle),
        render_mode=call(pdfium.FPDFTextObj_GetTextRenderMode, c_int, handle),
        object_type=call(pdfium.FPDFPageObj_GetType, c_int, handle),
        object_at=call(pdfium.FPDFPage_GetObject, handle, handle, c_int),
        object_count=call(pdfium.FPDFPage_CountObjects, c_int, handle),
        bounds=call(pdfium.FPDFPageObj_GetBounds, c_int, handle, pointer, pointer, pointer, pointer),
        object_matrix=call(pdfium.FPDFPageObj_GetMatrix, c_int, handle, pointer),
        form_count=call(pdfium.FPDFFormObj_CountObjects, c_int, handle),
        form_at=call(pdfium.FPDFFormObj_GetObject, handle, handle, ctypes.c_ulong),
        segment_count=call(pdfium.FPDFPath_CountSegments, c_int, handle),
        segment_at=call(pdfium.FPDFPath_GetPathSegment, handle, handle, c_int),
        segment_type=call(pdfium.FPDFPathSegment_GetType, c_int, handle),
        segment_point=call(pdfium.FPDFPathSegment_GetPoint, c_int, handle, pointer, pointer),
        fill_colour=call(pdfium.FPDFPageObj_GetFillColor, c_int, handle, pointer, pointer, pointer, pointer),
    )


@dataclass(frozen=True, slots=True)
class TagCalls:
    """The calls about marked content and the structure tree, which only a tagged file needs."""

    mark_at: Any
    mark_name: Any
    mark_number: Any
    content_id: Any
    object_at: Any
    object_count: Any
    tree_of: Any
    close_tree: Any
    root_count: Any
    root_at: Any
    child_count: Any
    child_at: Any
    child_id: Any
    type_name: Any


@cache
def bind_tags() -> TagCalls:
    """The calls about tags, as those of `bind`."""
    from pypdfium2 import raw as pdfium

    handle, pointer = c_void_p, c_void_p
    return TagCalls(
        mark_at=_call(pdfium.FPDFPageObj_GetMark, handle, handle, c_ulong),
        mark_name=_call(pdfium.FPDFPageObjMark_GetName, c_int, handle, pointer, c_ulong, pointer),
        mark_number=_call(pdfium.FPDFPageObjMark_GetParamIntValue, c_int, handle, c_char_p, pointer),
        content_id=_call(pdfium.FPDFPageObj_GetMarkedContentID, c_int, handle),
        object_at=_call(pdfium.FPDFPage_GetObject, handle, handle, c_int),
        object_count=_call(pdfium.FPDFPage_CountObjects, c_int, handle),
        tree_of=_call(pdfium.FPDF_StructTree_GetForPage, handle, handle),
        close_tree=_call(pdfium.FPDF_StructTree_Close, None, handle),
        root_count=_call(pdfium.FPDF_StructTree_CountChildren, c_int, handle),
        root_at=_call(pdfium.FPDF_StructTree_GetChildAtIndex, handle, handle, c_int),
        child_count=_call(pdfium.FPDF_StructElement_CountChildren, c_int, handle),
        child_at=_call(pdfium.FPDF_StructElement_GetChildAtIndex, handle, handle, c_int),
        child_id=_call(pdfium.FPDF_StructElement_GetChildMarkedContentID, c_int, handle, c_int),
        type_name=_call(pdfium.FPDF_StructElement_GetType, c_ulong, handle, pointer, c_ulong),
    )


def _call(function: Any, answer: Any, *arguments: Any) -> Any:
    kind = ctypes.CFUNCTYPE(answer, *arguments)
    return kind(ctypes.cast(function, c_void_p).value or 0)


def address(handle: Any) -> Handle:
    """The integer for one of pypdfium2's own pointers."""
    return ctypes.cast(handle, c_void_p).value or 0


@dataclass(frozen=True, slots=True)
class Font:
    """What a reader sees of a font."""

    family: str
    """Its name without weight and slant: "calibri"."""

    bold: bool


NO_FONT = Font("", bold=False)


def font_of(font: Handle) -> Font:
    """The font's family, and whether it is a heavy one by its flags or its name."""
    from pypdfium2 import raw

    held = ctypes.cast(font, raw.FPDF_FONT)
    size = raw.FPDFFont_GetBaseFontName(held, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFFont_GetBaseFontName(held, buffer, size)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace").lower())
    forced = bool(raw.FPDFFont_GetFlags(held) & 1 << 18)  # ForceBold (PDF 32000-1, table 123)
    return Font(_SHAPE.sub("", name).rstrip("-,"), forced or _HEAVY.search(name) is not None)


__all__ = ["FILLED_AND_STROKED", "INVISIBLE", "NO_FONT", "Calls", "Font", "Handle", "TagCalls", "address", "bind", "bind_tags", "font_of"]
