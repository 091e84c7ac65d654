"""QR codes read back from what is downloaded."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageDraw
from pyzbar.pyzbar import decode

from feedback import qr

SHORT = "https://feedback.example/s/visita-7kq2mx/clientes"
LONG = f"{SHORT}?stage=visita&v={'aZ09-_' * 25}"
LINKS = pytest.mark.parametrize("url", [SHORT, LONG])
SVG = "{http://www.w3.org/2000/svg}"


def read(picture: Image.Image) -> list[str]:
    return [found.data.decode() for found in decode(picture.convert("L"))]


def drawn(svg: str, pixels: int = 8) -> Image.Image:
    """The picture of an SVG of ours: a white ground, and rows of squares as strokes `M x y h n m …`."""
    root = ElementTree.fromstring(svg)
    ground, rows = (path.get("d", "") for path in root.iter() if path.tag.removeprefix(SVG) == "path")
    side = int(float(re.fullmatch(r"M0 0h([\d.]+)v[\d.]+h-[\d.]+z", ground)[1]))  # type: ignore[index]
    picture = Image.new("L", (side * pixels, side * pixels), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for command, given in re.findall(r"([Mmh])([^Mmh]+)", rows):
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", given)]
        if command == "h":
            pen.rectangle(
                (x * pixels, (y - 0.5) * pixels, (x + numbers[0]) * pixels - 1, (y + 0.5) * pixels - 1), fill=0
            )
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if command == "M" else (x + numbers[0], y + numbers[1])
    return picture


@LINKS
def test_the_png_reads_back(url: str) -> None:
    picture = Image.open(io.BytesIO(qr.png(url)))
    assert read(picture) == [url]
    assert picture.width == picture.height >= 1200
    assert picture.width % qr.modules(url) == 0


@LINKS
def test_the_svg_reads_back(url: str) -> None:
    assert read(drawn(qr.svg(url).decode())) == [url]


@LINKS
@pytest.mark.parametrize("error", ["m", "q"])
def test_the_code_on_a_page_reads_back_and_is_as_wide_as_asked(url: str, error: str) -> None:
    svg = str(qr.inline(url, 34, "QR", error))
    assert read(drawn(svg)) == [url]
    assert 'width="34.0mm" height="34.0mm"' in svg


def test_a_quarter_of_a_downloaded_code_may_be_covered() -> None:
    """A thumb on its middle: a ninth of the picture, a good deal more of the data there."""
    picture = Image.open(io.BytesIO(qr.png(SHORT))).convert("L")
    third = picture.width // 3
    ImageDraw.Draw(picture).rectangle((third, third, 2 * third - third // 6, 2 * third - third // 6), fill=255)
    assert read(picture) == [SHORT]


def test_the_white_edge_is_four_squares_wide() -> None:
    picture = Image.open(io.BytesIO(qr.png(SHORT))).convert("L")
    square = picture.width // qr.modules(SHORT)
    dark = picture.point(lambda value: 255 - value).getbbox()
    assert dark == (4 * square, 4 * square, picture.width - 4 * square, picture.width - 4 * square)


def test_what_is_said_of_the_code_is_text() -> None:
    assert "<title>a &lt;b&gt;</title>" in str(qr.inline(SHORT, 30, "a <b>"))
