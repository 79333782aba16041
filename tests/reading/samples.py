"""Invented reports and files for the reading tests."""

from __future__ import annotations

import gzip

HARBOUR = [
    "The coast guard of Norland stopped two Sudmark trawlers off the Grey Shoals on Tuesday, the harbour master in Port Vale said.",
    "Foreign Minister Edda Kallas summoned the Sudmark envoy and asked for the boats to be kept in port until a court had heard the case.",
    "Sudmark called the step unlawful and said that its own patrol ships would keep watch over the shoals from now on.",
    "Kallas told reporters that Norland wished for talks, and that the fishing accord of Port Vale still bound both sides.",
]
PIPELINE = [
    "Engineers in Zamara shut the southern pipeline on Friday after gunmen fired on a pumping station near the town of Helek.",
    "President Jorun Adeyo blamed the Helek Front and ordered a battalion to the district, his office said in a statement.",
    "A spokesman for the front denied the attack and offered to let observers of the River Union visit the station.",
    "The River Union, which brokered the truce of last spring, said its envoy Mira Toll was ready to fly to Helek.",
]


def article(title: str, paragraphs: list[str], gap: str = "\n\n") -> str:
    """A headline and its paragraphs as plain text."""
    return gap.join([title, *paragraphs])


def page(body: str, head: str = "") -> str:
    """An HTML page."""
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def html_article(title: str, paragraphs: list[str], extra: str = "") -> str:
    """An <article> element."""
    return f"<article><h2>{title}</h2>{extra}{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"


def pdf(lines: list[str], creation: str = "") -> bytes:
    """A PDF of one page in Helvetica, a line of text each; written by hand, since the package only reads PDFs."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 40 780 Td 14 TL {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /CreationDate (D:{creation}) >>".encode() if creation else b"<< >>",
    ]
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(data)


def warc(pages: list[tuple[str, str, bytes]], packed: bool = False) -> bytes:
    """A WARC of answers: address, content type and body of each."""
    return b"".join(gzip.compress(_record(*answer), mtime=0) if packed else _record(*answer) for answer in pages)


def _record(address: str, content_type: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-06T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:test:{address}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def rss(items: str, head: str = "") -> str:
    """An RSS feed."""
    return f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>Vale Courier</title>{items}</channel></rss>'
