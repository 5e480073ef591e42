"""An Office file's outer zip, written so that the same content always gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

# The earliest moment that a zip entry can carry.
FIXED_DATE = dt.date(1980, 1, 1)

_CORE = "docProps/core.xml"
# The moments python-docx, docxtpl and openpyxl take from the clock.
_MOMENT = re.compile(rb"(<dcterms:(?P<which>created|modified)\b[^>]*>)[^<]*(</dcterms:(?P=which)>)")


def normalise(data: bytes, dated: dt.date = FIXED_DATE) -> bytes:
    """Zip an XLSX or DOCX again with fixed moments: equal content in, equal bytes out.

    Parts keep their order, names and content. Only ``docProps/core.xml`` changes: it says that the
    document was made and last changed on ``dated``. Raises ``zipfile.BadZipFile`` if it is no zip.
    """
    moment = f"{dated.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == _CORE:
                content = _MOMENT.sub(rb"\g<1>" + moment + rb"\g<3>", content)
            target.writestr(_fixed(entry.filename), content, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _fixed(name: str) -> zipfile.ZipInfo:
    # The system and the permissions would otherwise tell on which machine the file was made.
    info = zipfile.ZipInfo(name, (FIXED_DATE.year, FIXED_DATE.month, FIXED_DATE.day, 0, 0, 0))
    info.create_system = 0
    info.external_attr = 0
    return info
