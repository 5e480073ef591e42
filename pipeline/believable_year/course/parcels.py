"""Files the way they leave a school: loose, in a folder, in a zip, or attached to an e-mail."""

from __future__ import annotations

import datetime as dt
import io
import mimetypes
import zipfile
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pipeline.believable_year.answering.answers import Answers

Files = dict[str, bytes]


def parcel(name: str, files: Files, answers: Answers, kind: str = "") -> Files:
    """Paths within the inbox, and bytes. Forms of a loose parcel stand alone and its evidence is zipped."""
    kind = kind or answers.profile.parcel
    if kind == "zip":
        return {f"{name}.zip": zipped(files)}
    if kind == "mail":
        return {f"{name}.eml": message(name, files, answers)}
    if kind == "folder":
        return {f"{name}/{path}": content for path, content in files.items()}
    loose = {path: content for path, content in files.items() if _is_form(path)}
    evidence = {path: content for path, content in files.items() if path not in loose}
    return loose | ({f"{name} evidence.zip": zipped(evidence)} if evidence else {})


def _is_form(path: str) -> bool:
    return any(word in path for word in ("Record", "Action plan", "Application", "Self-assessment"))


def zipped(files: Files) -> bytes:
    """A zip whose bytes depend on its content alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def message(name: str, files: Files, answers: Answers) -> bytes:
    """An e-mail from the school's lead with everything attached."""
    lead = answers.world.people["lead"]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f'"{lead.full}" <{answers.email}>'
    mail["To"] = answers.office
    mail["Subject"] = name
    moment = dt.datetime.combine(answers.sent, dt.time(16, 40), dt.UTC)
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{answers.index}.{len(files)}.{moment:%Y%m%d}@{answers.host}>"
    mail.set_content(
        f"Dear all,\n\nPlease find attached our papers for the award, {len(files)} in all. {lead.formal} is in on"
        f" Tuesdays and Thursdays if anything is not clear; the office will take a message on other days.\n\n"
        f"With best wishes,\n{lead.full}\n{answers.profile.name}\n{answers.postcode}\n"
    )
    for path, content in files.items():
        guessed = mimetypes.types_map.get("." + path.rpartition(".")[2], "application/octet-stream")
        if guessed.startswith("message/"):
            guessed = "application/octet-stream"
        main, _, sub = guessed.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=path)
    mail.set_boundary(f"=_{answers.index}_{len(files)}_papers")
    out = io.BytesIO()
    BytesGenerator(out, policy=SMTP).flatten(mail)
    return out.getvalue()
