"""How LibreOffice is started: found, hardened, and shut in a box with no network.

A document may try to fetch a picture from the web or to read a file of this machine, and some of
LibreOffice's defaults let it. So the profile forbids it, the import filter is forced, and where
bubblewrap works the process sees nothing but itself and its job's folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pipeline.sandbox import bubblewrap

_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
# (configuration path, name, value). An empty value clears the setting.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "ExecutePlugins", "false"),
    ("Office.Common/Security/Scripting", "SecureURL", ""),
    ("Office.Common/Security/Scripting", "AllowedDocumentEventURLs", ""),
    ("Office.Common/Security/Scripting", "HyperlinksWithCtrlClick", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Common/Save/Document", "AutoSave", "false"),
    ("Office.Common/Misc", "CrashReport", "false"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Setup/Office", "ooSetupInstCompleted", "true"),
    ("Setup/L10N", "ooLocale", "en-US"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-GB"),
    ("Office.Linguistic/General", "DefaultLocale", "en-GB"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_BOX = (
    *bubblewrap.ALONE,
    "--clearenv",
    *("--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"),
    *("--symlink", "usr/bin", "/bin", "--ro-bind-try", "/etc/fonts", "/etc/fonts"),
    *("--ro-bind-try", "/etc/libreoffice", "/etc/libreoffice"),
    *("--ro-bind-try", "/var/lib/libreoffice", "/var/lib/libreoffice"),
    *("--ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig"),
    *("--uid", "65534", "--gid", "65534"),
    *("--tmpfs", "/tmp"),  # noqa: S108 - the box's own, empty and gone with it
)
_LIBRARIES = {"Writer": "libswlo", "Calc": "libsclo"}
_FRESH_PROFILE = 81  # LibreOffice's way to say: the profile is made, start me again
_ENVIRONMENT = {"PATH": "/usr/bin", "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


@cache
def program() -> Path | None:
    """Where LibreOffice is, or None. The binary itself, because its wrapper survives its own killing."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or next(filter(os.path.exists, _ELSEWHERE), None)
    if found is None:
        return None
    real = Path(found).resolve()
    binary = real.with_name("soffice.bin")
    return binary if binary.exists() else real


def boxed() -> bool:
    """Whether bubblewrap is here, works, and can hold this LibreOffice."""
    return program() is not None and bubblewrap.holds(_BOX)


def has(application: str) -> bool:
    """Whether LibreOffice is here with its ``Writer`` or ``Calc``: each is a package of its own on many systems."""
    binary = program()
    if binary is None:
        return False
    # Elsewhere than on Linux both always come together.
    return binary.name != "soffice.bin" or any(binary.parent.glob(f"{_LIBRARIES[application]}.*"))


def write_profile(folder: Path) -> None:
    """A fresh user profile with every setting closed."""
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _limits(documents: int) -> list[str]:
    prlimit = shutil.which("prlimit")
    if prlimit is None:
        return []
    cpu = 60 + 3 * documents
    return [prlimit, f"--as={2 << 30}", f"--cpu={cpu}", f"--fsize={100 << 20}", "--nofile=256", "--core=0", "--"]


def command(job: Path, arguments: list[str], documents: int) -> tuple[list[str], dict[str, str]]:
    """The command and environment that run LibreOffice on ``job``.

    ``arguments`` name files with ``{job}`` where the job's folder goes: inside the box it is ``/job``.
    The caller has made sure that :func:`program` is not None.
    """
    binary = program()
    assert binary is not None, "the caller looks first"
    box: list[str] = []
    seen = job
    if boxed():
        seen = Path("/job")
        shown = [*_BOX]
        if not binary.is_relative_to("/usr"):
            install = str(binary.parent.parent)
            shown += ["--ro-bind", install, install]
        shown += ["--bind", str(job), "/job", "--ro-bind", str(job / "in"), "/job/in", "--chdir", "/job"]
        for name, value in {**_ENVIRONMENT, "HOME": "/job", "TMPDIR": "/job"}.items():
            shown += ["--setenv", name, value]
        box = bubblewrap.command(shown)
        environment = dict(_ENVIRONMENT)
    else:
        environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp", "HOME": str(job)}
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={(seen / 'profile').as_uri() if seen.is_absolute() else seen}"
    filled = [argument.replace("{job}", str(seen)) for argument in arguments]
    return [*_limits(documents), *box, str(binary), profile, *options, *filled], environment


def run(job: Path, arguments: list[str], documents: int, seconds: float) -> bool:
    """Let LibreOffice work on ``job``, at most ``seconds``. Whether it came to its end by itself.

    That says nothing of success: only what it made in ``job/out`` does.
    """
    line, environment = command(job, arguments, documents)
    ends = time.monotonic() + seconds
    for _ in range(2):
        process = subprocess.Popen(
            line,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=max(0.1, ends - time.monotonic()))
        except subprocess.TimeoutExpired:
            # Not asked to end but ended, and its children with it: it has been seen to outlive a polite request.
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait()
            return False
        if code != _FRESH_PROFILE:
            return code == 0
    return False


def convert(
    documents: Sequence[bytes],
    ending: str,
    reads: str,
    writes: str,
    seconds: float,
    finish: Callable[[Path, bytes], bytes | None],
) -> tuple[list[bytes | None], bool]:
    """What came of each document in one start, and whether LibreOffice came to its end by itself.

    ``ending`` is the documents' own, ``reads`` and ``writes`` LibreOffice's names for the filters; ``finish`` is
    given where a document's outcome should be, with the document, and says what it is worth.
    """
    with tempfile.TemporaryDirectory(prefix="award-turn-") as folder:
        job = Path(folder)
        # Inside the box LibreOffice is nobody, and the folder must be its own.
        for made in (job / "in", job / "out"):
            made.mkdir()
        write_profile(job / "profile")
        names = [f"{number:04d}" for number in range(1, len(documents) + 1)]
        for name, document in zip(names, documents, strict=True):
            (job / "in" / f"{name}.{ending}").write_bytes(document)
        arguments = [f"--infilter={reads}", "--convert-to", writes, "--outdir", "{job}/out"]
        files = [f"{{job}}/in/{name}.{ending}" for name in names]
        to_its_end = run(job, [*arguments, *files], len(documents), seconds)
        outcomes = [job / "out" / f"{name}.{writes.partition(':')[0]}" for name in names]
        return [finish(path, document) for path, document in zip(outcomes, documents, strict=True)], to_its_end
