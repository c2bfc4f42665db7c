"""pdfminer's view of a PDF, in which a reference that only leads back to itself leads nowhere: pdfminer would follow it for ever."""

from __future__ import annotations

from typing import BinaryIO

import pdfplumber
import pdfplumber.pdf
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFObjectNotFound
from pdfminer.pdftypes import PDFObjRef


class _Document(PDFDocument):
    def getobj(self, objid: int) -> object:
        """The object itself, also where another reference stands in its place. Raises PDFObjectNotFound for a circle."""
        met = {objid}
        found = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in met:
                raise PDFObjectNotFound(objid)
            met.add(found.objid)
            found = super().getobj(found.objid)
        return found


pdfplumber.pdf.PDFDocument = _Document  # pdfplumber makes the document itself and takes no other


def open_plumber(stream: BinaryIO) -> pdfplumber.PDF:
    """The text layer's reader on an open file. pdfminer raises many kinds for damaged ones."""
    return pdfplumber.open(stream)
