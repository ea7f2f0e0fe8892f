"""What pdf.js cannot do for the checks beside it: read filled PDFs with another reader, and harm a copy on purpose.

`read FILE...` prints, for each file, its fields by name: the value, and the state of each widget that has one.
`harm HOW FROM TO` harms the first field of the type that the harm needs and prints its name; a PDF without one is an error.
"""
import json, sys

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfReader


def read(file):
    reader = PdfReader(file)
    fields = {name: {"value": str(field.get("/V", "")), "states": []} for name, field in reader.get_fields().items()}
    for page in reader.pages:
        for widget in page.get("/Annots", []):
            widget = widget.get_object()
            if "/AS" in widget:
                field = widget if "/T" in widget else widget["/Parent"].get_object()
                fields[field["/T"]]["states"].append(str(widget["/AS"]))
    return fields


MULTILINE, RADIO = 1 << 12, 1 << 15


def lines(pdf, twins=False):
    """Text fields of one line and any length, with one widget or with several."""
    for field in pdf.Root.AcroForm.Fields:
        if field.FT == Name.Tx and not int(field.get("/Ff", 0)) & MULTILINE and "/MaxLen" not in field and ("/Kids" in field) == twins:
            yield field


def buttons(pdf, radio):
    for field in pdf.Root.AcroForm.Fields:
        if field.FT == Name.Btn and bool(int(field.get("/Ff", 0)) & RADIO) == radio:
            yield field


# Each harm gives the field it harmed.
def locked(pdf):
    field = next(lines(pdf))
    field.Ff = 1
    return field


def hidden(pdf):
    field = next(lines(pdf))
    field.F = 6
    return field


def one_answer_twice(pdf):
    field = next(buttons(pdf, radio=True))
    field.Kids[1].AP = field.Kids[0].AP
    return field


def box_without_mark(pdf):
    box = next(buttons(pdf, radio=False))
    box.AP = Dictionary(N=Dictionary(Off=box.AP.N.Off))
    return box


def other_value(pdf):
    field = next(lines(pdf))
    field.V = pikepdf.String("otra")
    return field


def accent_lost(pdf):
    field = next(field for field in lines(pdf) if "ñ" in str(field.get("/V", "")))
    field.V = pikepdf.String(str(field.V).replace("ñ", "n"))
    return field


def twin_left_empty(pdf):
    field = next(lines(pdf, twins=True))
    field.Kids[-1].AP = Dictionary(N=pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 9])))
    return field


def answer_not_marked(pdf):
    """The value says that an answer is given, the circle stays empty."""
    for field in buttons(pdf, radio=True):
        for kid in field.Kids:
            if kid.AS != Name.Off:
                kid.AS = Name.Off
                return field


def joined(pdf):
    """Two text fields of one page become one: what is typed into the first shows in the second."""
    seen = {}
    for second in lines(pdf):
        first = seen.setdefault(second.P.objgen, second)
        if first is not second:
            parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=first.T, DA=first.DA, Kids=Array([first, second])))
            for kid in (first, second):
                kid.Parent = parent
                del kid["/T"], kid["/FT"]
            pdf.Root.AcroForm.Fields.append(parent)
            for kid in (first, second):
                pdf.Root.AcroForm.Fields.remove(kid)
            return parent


def unlimited(pdf):
    field = next(field for field in pdf.Root.AcroForm.Fields if "/MaxLen" in field)
    del field["/MaxLen"]
    return field


def one_line(pdf):
    field = next(field for field in pdf.Root.AcroForm.Fields if int(field.get("/Ff", 0)) & MULTILINE)
    field.Ff = 0
    return field


def no_way_back(pdf):
    """The flags of a radio button that cannot be taken back."""
    box = next(buttons(pdf, radio=False))
    box.Ff = RADIO | 1 << 14
    return box


def answers_apart(pdf):
    """Each answer of a group is a field of its own."""
    group = next(buttons(pdf, radio=True))
    for number, kid in enumerate(group.Kids):
        del kid["/Parent"]
        kid.FT, kid.Ff, kid.T, kid.V = Name.Btn, RADIO, pikepdf.String(f"{group.T}-{number}"), Name.Off
        pdf.Root.AcroForm.Fields.append(kid)
    pdf.Root.AcroForm.Fields.remove(group)
    return group


if sys.argv[1] == "read":
    json.dump({file: read(file) for file in sys.argv[2:]}, sys.stdout)
else:
    how, source, target = sys.argv[2:]
    with Pdf.open(source) as pdf:
        field = globals()[how](pdf)
        if field is None:
            sys.exit(f"{source} has no field for {how}")
        print(field.T)
        pdf.save(target)
