"""The stages, each measured beside its baseline."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import answered, naive
from bench.inputs import RULES, TEMPLATES, TODAY, Inputs, certificates, letters
from bench.timing import A_TURN, Row, by_turns, by_turns_over, process_cpu, wall
from pipeline.believable_year.schools.public_register import write_extract
from pipeline.blank_forms.application import build_application
from pipeline.blank_forms.record import build_record
from pipeline.checking.engine import check
from pipeline.checking.loading import load_checked
from pipeline.errors import ExitCode
from pipeline.feedback.annotate import annotate_record
from pipeline.feedback.comment_application import annotate_application
from pipeline.panel.packs.compiling import build_pack
from pipeline.reading.files import read_file
from pipeline.reading.identity import match, parse_schools
from pipeline.reading.identity.extract import Merged, Wanted, merge
from pipeline.rendering import pdf
from pipeline.rendering.word import Template
from pipeline.sandbox import libreoffice
from pipeline.scheme.model import Scheme
from pipeline.values import CaseState, CaseView, Meeting, School, SourceFile
from pipeline.workspace import SCHOOL_COLUMNS

HELP_LIMIT = 0.4
CHECK_LIMIT = 1.5
IMPORT_LIMIT = 10.0
CHECKING_LIMIT = 0.015
SCHEME_LIMIT = 0.1
READING_AIM, ANNOTATING_AIM = 10.0, 12.0
PLACE_LIMIT = 0.02
PACK_LIMIT = 0.75
# So many times the rules should cost so many times as much, and a fifth for the noise of the measuring.
MANY_TIMES = 100
MORE_THAN_LINEAR = 1.2
# As many open schools as England has.
SCHOOLS = 27_000
CERTIFICATES = 100
FINDINGS, COMMENTS = (2, 21), 6
LETTERS = 20
LETTERS_ONE_BY_ONE = 3


@dataclass(frozen=True, slots=True)
class Effort:
    """How often to repeat: ``quick`` for what takes milliseconds, ``slow`` for what takes seconds."""

    quick: int
    slow: int


THOROUGH = Effort(quick=15, slow=3)
QUICK = Effort(quick=3, slow=1)

Stage = Callable[[Inputs, Effort], Iterator[Row]]


def reading(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Forms read, beside a plain script that knows where everything stands."""
    scheme = inputs.scheme
    for label, record, application in (
        ("a Record and an Application", inputs.record, inputs.application),
        ("a long Record and Word’s Application", inputs.long_record, inputs.word_application),
    ):

        def ours(record: SourceFile = record, application: SourceFile = application) -> object:
            return read_file(record, scheme), read_file(application, scheme)

        both = record.content, application.content
        for against, aim, baseline in (
            ("pandas + python-docx, each sheet and box asked for by itself", READING_AIM, naive.read_in_a_loop),
            ("pandas + python-docx, all read in one go", READING_AIM, naive.read_once),
            ("openpyxl + python-docx, all read in one go", None, naive.read_with_openpyxl),
        ):

            def theirs(read: Callable[[bytes, bytes], object] = baseline, both: tuple[bytes, bytes] = both) -> object:
                return read(*both)

            mine, other = by_turns(ours, theirs, effort.quick)
            yield Row(f"read {label}", mine, other, against, aim=aim)
        for what, floor in (("inflate", naive.inflate_the_xml), ("calamine, and parse", naive.parse_alone)):
            least, _ = by_turns(lambda f=floor, b=both: f(*b), None, effort.quick)
            yield Row(f"a floor: {what} {label}", least)


def checking(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """One submission checked, with the scheme's checks and with many times as many."""
    mine, _ = by_turns(lambda: check(inputs.submission, inputs.scheme, TODAY), None, effort.quick)
    count = len(inputs.scheme.checks)
    label = f"check a submission ({count} checks, {len(inputs.submission.files)} files)"
    yield Row(label, mine, limit=CHECKING_LIMIT)
    many = _many_times(inputs.scheme)
    mine, once = by_turns(
        lambda: check(inputs.submission, many, TODAY),
        lambda: check(inputs.submission, inputs.scheme, TODAY),
        effort.slow,
    )
    likely = (once or 0.0) * MANY_TIMES
    label, note = f"the same with {MANY_TIMES} times the rules", f"one run of the rules, {MANY_TIMES} times"
    yield Row(label, mine, likely, note, likely * MORE_THAN_LINEAR)


def _many_times(scheme: Scheme) -> Scheme:
    """A scheme with each of its checks so many times, each copy hidden by the copies beside it."""
    copies = (
        rule.model_copy(update={"id": f"{rule.id}-{n}", "unless": tuple(f"{name}-{n}" for name in rule.unless)})
        for n in range(MANY_TIMES)
        for rule in scheme.checks
    )
    return scheme.model_copy(update={"checks": tuple(copies)})


def annotating(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Another school's document at every repeat, so that nothing which is kept from the last one helps."""
    schools = A_TURN + effort.quick
    for findings in FINDINGS:
        mine, theirs = by_turns_over(
            answered.records(inputs.scheme, schools, findings),
            lambda one: annotate_record(one.document, one.findings),
            lambda one: naive.annotate_with_openpyxl(one.document, one.findings),
        )
        yield Row(
            f"annotate a Record ({findings} findings)", mine, theirs, "openpyxl load, edit, save", aim=ANNOTATING_AIM
        )
    mine, theirs = by_turns_over(
        answered.applications(inputs.scheme, schools, COMMENTS),
        lambda one: annotate_application(one.document, one.findings),
        lambda one: naive.comment_with_docx(one.document, one.findings),
    )
    yield Row(f"comment an Application ({COMMENTS} findings)", mine, theirs, "python-docx load, comment, save")


def rendering(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Letters filled from a Word template."""
    template = (TEMPLATES / "certificate.docx").read_bytes()
    contexts = certificates(inputs.scheme, CERTIFICATES)

    def ours() -> object:
        compiled = Template(template)
        return [compiled.render(context) for context in contexts]

    mine, theirs = by_turns(ours, lambda: naive.render_with_docxtpl(template, contexts), effort.slow)
    yield Row(f"{CERTIFICATES} certificates (DOCX)", mine, theirs, "docxtpl, opened for each record")


def pdf_making(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Letters made into PDF."""
    program = libreoffice.program()
    if program is None or pdf.available():
        return
    template = Template((TEMPLATES / "outcome-award.docx").read_bytes())
    documents = [template.render(context) for context in letters(inputs.scheme, LETTERS)]
    with tempfile.TemporaryDirectory(prefix="award-bench-") as name:
        one_by_one = naive.PdfOneByOne(program, Path(name))
        one_by_one.convert(documents[:1])
        pairs = [
            (
                wall(lambda: pdf.to_pdf(documents)),
                wall(lambda: one_by_one.convert(documents[:LETTERS_ONE_BY_ONE])) * LETTERS / LETTERS_ONE_BY_ONE,
            )
            for _ in range(effort.slow)
        ]
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    note = f"a soffice process a file ({LETTERS_ONE_BY_ONE} made, scaled to {LETTERS})"
    yield Row(f"{LETTERS} letters (tagged PDF), on the clock", mine, theirs, note)


def packs(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """The panel's pack of a case."""
    school = School("199001", "St Mary’s & St John’s School", street="Church Lane", town="Hopdene")
    scheme, submission = inputs.scheme, inputs.submission
    state = CaseState.READY
    case = CaseView("C-0001", school, scheme.id, scheme.version, state, TODAY, "Ms A. Quaife")
    meeting = Meeting("M-2", scheme.process[0].id, TODAY, (), (case.reference,))
    found = check(submission, scheme, TODAY)

    def compiled() -> object:
        return build_pack(case, submission, found, inputs.contents, scheme, meeting, TODAY)

    mine, _ = by_turns(compiled, None, effort.slow)
    yield Row(f"compile a case’s pack ({len(inputs.contents)} files)", mine, limit=PACK_LIMIT)


def scheme_and_forms(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """The rules loaded, and the blank forms made of them."""

    def plain() -> object:
        import yaml

        return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(RULES.glob("*.yaml"))]

    mine, theirs = by_turns(lambda: load_checked(RULES), plain, effort.quick)
    yield Row("load and check the scheme", mine, theirs, "yaml.safe_load alone, nothing checked", SCHEME_LIMIT)
    scheme = inputs.scheme
    mine, _ = by_turns(lambda: build_record(scheme), None, effort.slow)
    yield Row("build the blank Record", mine)
    mine, _ = by_turns(lambda: build_application(scheme), None, effort.slow)
    yield Row("build the blank Application", mine)


def schools(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Among as many schools as England has open: the list brought in and read, and one delivery placed."""
    extract = write_extract(SCHOOLS)

    def bring_in() -> Merged:
        return merge((), extract, SCHOOL_COLUMNS, Wanted(), TODAY)

    mine, theirs = by_turns(bring_in, lambda: naive.import_with_pandas(extract), effort.slow)
    yield Row(f"import an extract of {SCHOOLS:,} schools", mine, theirs, _PANDAS_CSV, IMPORT_LIMIT)
    mine, _ = by_turns(lambda: parse_schools(extract), None, effort.slow)
    yield Row(f"read a list of {SCHOOLS:,} schools", mine)
    listed = parse_schools(extract)
    rows = [(school.name, school.postcode) for school in listed]
    readings = inputs.submission.files
    name, code = (next(f.form.text(field) for f in readings if f.form) for field in ("school_name", "postcode"))
    mine, theirs = by_turns(
        lambda: match(readings, listed), lambda: naive.nearest_with_difflib(name, code, rows), effort.quick
    )
    yield Row(f"place a delivery among them ({len(readings)} files)", mine, theirs, _DIFFLIB, PLACE_LIMIT)


_PANDAS_CSV = "pandas.read_csv(dtype=str), nothing compared"
_DIFFLIB = "difflib over every name, then the postcode"


def commands(inputs: Inputs, effort: Effort) -> Iterator[Row]:
    """Whole processes: their CPU from start to end, imports included."""
    script = Path(sys.executable).with_name("award")
    award = [str(script)] if script.exists() else [sys.executable, "-m", "pipeline.cli"]
    with tempfile.TemporaryDirectory(prefix="award-bench-") as name:
        folder = Path(name)
        files = []
        for source in (inputs.record, inputs.application):
            path = folder / Path(source.name).name
            path.write_bytes(source.content)
            files.append(str(path))
        bare = [sys.executable, "-c", "pass"]
        script_of_theirs = [sys.executable, "-c", naive.READ_SCRIPT, *files]
        check_files = [*award, "check", *files, "--json"]
        used, new = _environment(folder / "bytecode"), _environment(folder / "empty", keep=False)
        for label, ours, theirs, environment, against, limit in (
            ("award --help", [*award, "--help"], bare, used, "Python’s own start", HELP_LIMIT),
            ("award check Record Application", check_files, script_of_theirs, used, _READ_ONLY, CHECK_LIMIT),
            ("the same, Python’s bytecode not kept", check_files, script_of_theirs, new, _READ_ONLY, CHECK_LIMIT),
        ):
            mine, other = _processes(ours, theirs, environment, effort.slow + 2)
            yield Row(label, mine, other, against, limit)


_READ_ONLY = "a script: pandas + python-docx, read only"


def _environment(bytecode: Path, keep: bool = True) -> dict[str, str]:
    """This process's environment, with compiled modules kept in a folder of the bench's own or not at all."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environment | {"PYTHONPYCACHEPREFIX": str(bytecode)} | ({} if keep else {"PYTHONDONTWRITEBYTECODE": "1"})


def _processes(
    ours: Sequence[str], theirs: Sequence[str], environment: Mapping[str, str], repeats: int
) -> tuple[float, float]:
    answered = frozenset({int(ExitCode.DONE), int(ExitCode.NEEDS_PERSON)})
    process_cpu(ours, environment, answered)
    process_cpu(theirs, environment)
    pairs = [(process_cpu(ours, environment, answered), process_cpu(theirs, environment)) for _ in range(repeats)]
    mine, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    return mine, other


STAGES: tuple[Stage, ...] = (
    reading,
    checking,
    annotating,
    rendering,
    pdf_making,
    packs,
    scheme_and_forms,
    schools,
    commands,
)
