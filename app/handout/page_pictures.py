"""Pages of a finished PDF as pictures, for a preview that shows exactly what will be printed."""

from __future__ import annotations

from typing import NamedTuple


class PagePicture(NamedTuple):
    """One page: `pixels` are rows of red, green and blue without padding."""

    width: int
    height: int
    pixels: bytes


def page_pictures(pdf: bytes, width: int) -> tuple[PagePicture, ...]:
    """Return the pages of a PDF, each `width` pixels wide. Only one thread may call it at a time.

    Raises:
        ImportError: the library that draws pages is not installed.
    """
    # Imported late: only a preview needs it.
    import pypdfium2

    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            pages.append(PagePicture(picture.width, picture.height, picture.tobytes()))
    return tuple(pages)
