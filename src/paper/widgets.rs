//! lopdf's part: places become fields that can be filled in.
//!
//! Typst cannot write forms yet. The template draws each place as a link to `x-f:KEY`, for which Typst writes an annotation
//! with an exact rectangle and a tag in reading order; here the annotation becomes a widget and its tag a `Form` (PDF
//! 32000-1, 12.5.6.19 and 14.8.4.5). Places in page headers are no part of the text, so Typst writes no annotation for them:
//! they get widget and tag here, before what stands on the same page.
//!
//! At the end every slot must have its widgets, each where the layout says: else there is no PDF.

use super::error::PaperError;
use super::field_font::{self, FieldFont};
use super::slots::{Slot, SlotKind, Slots};
use super::typeset::Mark;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, dictionary, text_string};
use std::collections::BTreeMap;

type Result<T> = std::result::Result<T, PaperError>;

/// The scheme by which a place is known. No text can use it: see [`super::blocks`].
const SCHEME: &str = "x-f:";

/// Field flags (PDF 32000-1, tables 221, 226 and 228).
const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;

/// How far the place of a widget may be from where the layout says, in points.
const TOLERANCE: f64 = 1.0;

fn broken(what: &str) -> PaperError {
    PaperError::machine(format!("the PDF cannot be completed: {what}"))
}

/// Makes the marked places of a PDF fillable. `size` is the size of typed text, in points.
///
/// # Errors
/// The PDF is not as Typst writes it, or a place is missing or lies elsewhere than it was drawn.
pub(super) fn make_fillable(
    pdf: &[u8],
    slots: &Slots,
    marks: &[Mark],
    heights: &[f64],
    font: &FieldFont<'_>,
    size: u32,
) -> Result<Vec<u8>> {
    let mut document = Document::load_mem(pdf)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let tags = Tags::read(&document)?;
    let mut form = Form::new(&mut document, font, size)?;
    let mut placed: Vec<(String, usize, [f64; 4])> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let number = index + 1;
        let height = heights.get(index).copied().unwrap_or_default();
        let header = marks.iter().filter(|mark| mark.page == number && mark.size.is_some());
        for mark in header {
            let slot = slots.get(&mark.key).ok_or_else(|| broken("a place in a header that nobody knows"))?;
            let (w, h) = mark.size.unwrap_or_default();
            let rect = [mark.x, height - mark.y - h, mark.x + w, height - mark.y];
            let id = tags.add_widget(&mut document, *page, index)?;
            let tip = slot.tip.replace("{n}", &number.to_string());
            form.place(&mut document, id, *page, rect, slot, &tip)?;
            placed.push((mark.key.clone(), number, rect));
        }
        for (id, key) in anchors(&document, *page)? {
            let slot = slots.get(&key).ok_or_else(|| broken("a place that nobody knows"))?;
            let rect = tags.make_form(&mut document, id)?;
            form.place(&mut document, id, *page, rect, slot, &slot.tip)?;
            placed.push((key, number, rect));
        }
        document.get_dictionary_mut(*page)?.set("Tabs", "S");
    }
    check(slots, marks, heights, &placed)?;
    tags.order_annotations(&mut document, &pages)?;
    form.finish(&mut document)?;
    let mut bytes = Vec::with_capacity(pdf.len() * 2);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(9)
        .max_objects_per_stream(200)
        .build();
    document.save_with_options(&mut bytes, options).map_err(|error| broken(&error.to_string()))?;
    Ok(bytes)
}

/// Every slot was drawn, each drawn place is a widget, and both are at the same spot.
fn check(slots: &Slots, marks: &[Mark], heights: &[f64], placed: &[(String, usize, [f64; 4])]) -> Result<()> {
    if let Some(key) = slots.keys().find(|key| !placed.iter().any(|(placed, ..)| placed == key)) {
        let name = slots.get(&key).map(|slot| slot.name.clone()).unwrap_or_default();
        return Err(broken(&format!("the theme's print template draws no place for the field \"{name}\"")));
    }
    if marks.len() != placed.len() {
        return Err(broken(&format!("{} places were drawn, but {} can be filled in", marks.len(), placed.len())));
    }
    for (key, page, rect) in placed {
        let [x, bottom, _, top] = *rect;
        let near = |mark: &&Mark| {
            let from_top = heights.get(page - 1).copied().unwrap_or_default() - mark.y;
            mark.key == *key
                && mark.page == *page
                && (mark.x - x).abs() <= TOLERANCE
                && from_top <= top + TOLERANCE
                && from_top >= bottom - TOLERANCE
        };
        if !marks.iter().any(|mark| near(&mark)) {
            let name = slots.get(key).map(|slot| slot.name.as_str()).unwrap_or_default();
            return Err(broken(&format!("the place of the field \"{name}\" on page {page} is not where it was drawn")));
        }
    }
    Ok(())
}

/// The annotations of a page that are places, with their keys.
fn anchors(document: &Document, page: ObjectId) -> Result<Vec<(ObjectId, String)>> {
    let Ok(annotations) = document.get_dictionary(page)?.get(b"Annots") else { return Ok(Vec::new()) };
    let annotations = document.dereference(annotations)?.1.as_array()?;
    let mut anchors = Vec::new();
    for annotation in annotations {
        let id = annotation.as_reference()?;
        let annotation = document.get_dictionary(id)?;
        let Ok(action) = annotation.get(b"A") else { continue };
        let Ok(uri) = document.dereference(action)?.1.as_dict()?.get(b"URI").and_then(Object::as_str) else { continue };
        if let Some(key) = std::str::from_utf8(uri).ok().and_then(|uri| uri.strip_prefix(SCHEME)) {
            if annotation.get(b"QuadPoints").is_ok_and(|points| points.as_array().is_ok_and(|points| points.len() > 8))
            {
                return Err(broken("a place to fill in was broken over two lines"));
            }
            anchors.push((id, key.to_owned()));
        }
    }
    Ok(anchors)
}

/// The structure tree.
struct Tags {
    /// From an annotation's `StructParent` to its element.
    parents: BTreeMap<i64, Object>,
    root: ObjectId,
}

impl Tags {
    fn read(document: &Document) -> Result<Self> {
        let root = document.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
        let mut parents = BTreeMap::new();
        let tree = document.get_dictionary(root)?.get(b"ParentTree")?;
        numbers(document, document.dereference(tree)?.1.as_dict()?, &mut parents)?;
        Ok(Self { parents, root })
    }

    /// Turns a link's tag into that of a field; gives the annotation's rectangle.
    fn make_form(&self, document: &mut Document, annotation: ObjectId) -> Result<[f64; 4]> {
        let dictionary = document.get_dictionary(annotation)?;
        let rect = dictionary.get(b"Rect")?.as_array()?.iter().map(|v| v.as_float().map(f64::from));
        let rect: Vec<f64> = rect.collect::<std::result::Result<_, _>>()?;
        let rect = <[f64; 4]>::try_from(rect).map_err(|_| broken("a rectangle without four sides"))?;
        let parent = dictionary.get(b"StructParent")?.as_i64()?;
        let element = self.parents.get(&parent).ok_or_else(|| broken("a link without a tag"))?.as_reference()?;
        let element = document.get_dictionary_mut(element)?;
        if element.get(b"S")?.as_name()? != b"Link" {
            return Err(broken("a place to fill in that is not tagged as a link"));
        }
        element.set("S", "Form");
        element.remove(b"A");
        element.remove(b"Alt");
        Ok(rect)
    }

    /// A new widget on a page, tagged before whatever else the page holds.
    fn add_widget(&self, document: &mut Document, page: ObjectId, index: usize) -> Result<ObjectId> {
        let key = document.get_dictionary(self.root)?.get(b"ParentTreeNextKey").and_then(Object::as_i64).ok();
        let key =
            key.unwrap_or_else(|| self.parents.keys().next_back().map_or(0, |last| last + 1)).max(self.next(document)?);
        let widget = document.add_object(dictionary! { "StructParent" => key });
        let top = first_element(document, self.root)?;
        let reference = dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page };
        let paragraph = document.new_object_id();
        let element = document.add_object(dictionary! {
            "Type" => "StructElem", "S" => "Form", "P" => paragraph, "K" => vec![Object::Dictionary(reference)],
        });
        document.objects.insert(
            paragraph,
            Object::Dictionary(dictionary! {
                "Type" => "StructElem", "S" => "P", "P" => top, "Pg" => page, "K" => vec![Object::Reference(element)],
            }),
        );
        self.insert(document, top, paragraph, page, index)?;
        self.remember(document, key, element)?;
        let annotations = document.get_dictionary(page)?.get(b"Annots").ok().cloned();
        let mut list = match &annotations {
            Some(annotations) => document.dereference(annotations)?.1.as_array()?.clone(),
            None => Vec::new(),
        };
        list.push(widget.into());
        document.get_dictionary_mut(page)?.set("Annots", list);
        Ok(widget)
    }

    /// Lists each page's annotations in reading order: some viewers take the Tab key along the list, whatever `/Tabs` says.
    fn order_annotations(&self, document: &mut Document, pages: &[ObjectId]) -> Result<()> {
        let mut order: BTreeMap<ObjectId, usize> = BTreeMap::new();
        let mut waiting = vec![document.get_dictionary(self.root)?.get(b"K")?];
        while let Some(object) = waiting.pop() {
            match document.dereference(object)?.1 {
                Object::Array(kids) => waiting.extend(kids.iter().rev()),
                Object::Dictionary(dictionary) => {
                    if let Ok(annotation) = dictionary.get(b"Obj").and_then(Object::as_reference) {
                        let next = order.len();
                        order.entry(annotation).or_insert(next);
                    } else if let Ok(kids) = dictionary.get(b"K") {
                        waiting.push(kids);
                    }
                }
                _ => {}
            }
        }
        for page in pages {
            let Ok(annotations) = document.get_dictionary(*page)?.get(b"Annots").cloned() else { continue };
            let mut list = document.dereference(&annotations)?.1.as_array()?.clone();
            list.sort_by_key(|object| object.as_reference().ok().and_then(|id| order.get(&id)).copied());
            document.get_dictionary_mut(*page)?.set("Annots", list);
        }
        Ok(())
    }

    fn next(&self, document: &Document) -> Result<i64> {
        let tree = document.get_dictionary(self.root)?.get(b"ParentTree")?;
        let mut all = BTreeMap::new();
        numbers(document, document.dereference(tree)?.1.as_dict()?, &mut all)?;
        Ok(all.keys().next_back().map_or(0, |last| last + 1))
    }

    /// Puts an element among the children of `top`, before the first that has something on this page or a later one.
    fn insert(
        &self,
        document: &mut Document,
        top: ObjectId,
        element: ObjectId,
        page: ObjectId,
        index: usize,
    ) -> Result<()> {
        let order: BTreeMap<ObjectId, usize> =
            document.get_pages().into_values().enumerate().map(|(at, id)| (id, at)).collect();
        let kids = document.get_dictionary(top)?.get(b"K")?;
        let mut kids = match document.dereference(kids)?.1 {
            Object::Array(kids) => kids.clone(),
            other => vec![other.clone()],
        };
        let header = |kid: &Object| {
            // Another header of the same page: they stand in the order in which they come.
            let dictionary = kid.as_reference().ok().and_then(|id| document.get_dictionary(id).ok());
            dictionary.is_some_and(|d| {
                d.get(b"Pg").and_then(Object::as_reference).is_ok_and(|pg| pg == page) && is_header(document, d)
            })
        };
        let at = kids
            .iter()
            .position(|kid| first_page(document, kid, &order).is_some_and(|first| first >= index) && !header(kid))
            .unwrap_or(kids.len());
        kids.insert(at, element.into());
        document.get_dictionary_mut(top)?.set("K", kids);
        Ok(())
    }

    /// Enters an element into the parent tree.
    fn remember(&self, document: &mut Document, key: i64, element: ObjectId) -> Result<()> {
        let tree = document.get_dictionary(self.root)?.get(b"ParentTree")?.clone();
        let entry = [Object::Integer(key), element.into()];
        let add = |node: &mut Dictionary| -> Result<()> {
            if let Ok(kids) = node.get_mut(b"Kids").and_then(Object::as_array_mut) {
                let leaf = dictionary! { "Nums" => entry.to_vec(), "Limits" => vec![key.into(), key.into()] };
                kids.push(Object::Dictionary(leaf));
            } else if let Ok(numbers) = node.get_mut(b"Nums").and_then(Object::as_array_mut) {
                numbers.extend(entry);
            } else {
                return Err(broken("a parent tree that cannot grow"));
            }
            Ok(())
        };
        match tree {
            Object::Reference(id) => add(document.get_dictionary_mut(id)?)?,
            Object::Dictionary(mut node) => {
                add(&mut node)?;
                document.get_dictionary_mut(self.root)?.set("ParentTree", node);
            }
            _ => return Err(broken("no parent tree")),
        }
        document.get_dictionary_mut(self.root)?.set("ParentTreeNextKey", key + 1);
        Ok(())
    }
}

/// Whether an element is one of ours: a paragraph that holds one field and nothing else.
fn is_header(document: &Document, element: &Dictionary) -> bool {
    let kids = element.get(b"K").and_then(Object::as_array);
    kids.is_ok_and(|kids| match kids.as_slice() {
        [Object::Reference(kid)] => document
            .get_dictionary(*kid)
            .is_ok_and(|kid| kid.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == b"Form")),
        _ => false,
    })
}

/// The element that holds the whole text.
fn first_element(document: &Document, root: ObjectId) -> Result<ObjectId> {
    let kids = document.get_dictionary(root)?.get(b"K")?;
    let kids = match kids {
        Object::Array(kids) => kids.first().ok_or_else(|| broken("no tags"))?,
        other => other,
    };
    Ok(kids.as_reference()?)
}

/// The first page on which an element has something.
fn first_page(document: &Document, element: &Object, order: &BTreeMap<ObjectId, usize>) -> Option<usize> {
    let dictionary = document.dereference(element).ok()?.1.as_dict().ok()?;
    let own = dictionary.get(b"Pg").and_then(Object::as_reference).ok().and_then(|page| order.get(&page).copied());
    if own.is_some() {
        return own;
    }
    let kids = document.dereference(dictionary.get(b"K").ok()?).ok()?.1;
    match kids {
        Object::Array(kids) => kids.iter().find_map(|kid| first_page(document, kid, order)),
        Object::Dictionary(_) => first_page(document, kids, order),
        _ => None,
    }
}

/// All entries of a number tree.
fn numbers(document: &Document, node: &Dictionary, out: &mut BTreeMap<i64, Object>) -> Result<()> {
    if let Ok(entries) = node.get(b"Nums") {
        for pair in document.dereference(entries)?.1.as_array()?.chunks_exact(2) {
            if let [key, value] = pair {
                out.insert(key.as_i64()?, value.clone());
            }
        }
    }
    if let Ok(kids) = node.get(b"Kids") {
        for kid in document.dereference(kids)?.1.as_array()? {
            numbers(document, document.dereference(kid)?.1.as_dict()?, out)?;
        }
    }
    Ok(())
}

/// The AcroForm as it grows.
struct Form {
    font: ObjectId,
    size: u32,
    /// Top fields in the order of their first widget.
    fields: Vec<ObjectId>,
    /// Fields of several widgets, by name: groups of answers and shared values.
    parents: BTreeMap<String, ObjectId>,
    /// The only widget so far of a field that may get more.
    single: BTreeMap<String, ObjectId>,
    /// Appearances that may be shared: marks of boxes and circles, never text.
    marks: BTreeMap<(i64, i64, Shape), ObjectId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Off,
    Dot,
    Tick,
}

impl Form {
    fn new(document: &mut Document, font: &FieldFont<'_>, size: u32) -> Result<Self> {
        let font = font.embed(document)?;
        Ok(Self {
            font,
            size,
            fields: Vec::new(),
            parents: BTreeMap::new(),
            single: BTreeMap::new(),
            marks: BTreeMap::new(),
        })
    }

    fn appearance(&self) -> Object {
        Object::string_literal(format!("/{} {} Tf 0 g", field_font::NAME, self.size))
    }

    /// Makes an annotation the widget of a slot.
    fn place(
        &mut self,
        document: &mut Document,
        id: ObjectId,
        page: ObjectId,
        rect: [f64; 4],
        slot: &Slot,
        tip: &str,
    ) -> Result<()> {
        let parent = document.get_dictionary(id)?.get(b"StructParent")?.clone();
        let (w, h) = (rect[2] - rect[0], rect[3] - rect[1]);
        let mut widget = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "F" => 4, "P" => page, "StructParent" => parent,
            "Rect" => rect.iter().map(|v| Object::Real(*v as f32)).collect::<Vec<_>>(),
            "BS" => dictionary! { "W" => 0, "S" => "S" }, "TU" => text_string(tip),
        };
        let required = if slot.required { REQUIRED } else { 0 };
        match &slot.kind {
            SlotKind::Radio => {
                let parent = self.group(document, slot, required);
                let kids = document.get_dictionary_mut(parent)?.get_mut(b"Kids")?.as_array_mut()?;
                let state = format!("o{}", kids.len());
                kids.push(id.into());
                let answer = slot.answer.as_deref().unwrap_or_default();
                widget.set("Parent", parent);
                widget.set("TU", text_string(&format!("{tip}: {answer}")));
                self.marked(document, &mut widget, w, h, &state, Shape::Dot);
            }
            SlotKind::Check => {
                self.marked(document, &mut widget, w, h, "Yes", Shape::Tick);
                widget.set("FT", "Btn");
                widget.set("T", text_string(&slot.name));
                widget.set("V", "Off");
                widget.set("Ff", required);
                self.fields.push(id);
            }
            SlotKind::Line { .. } | SlotKind::Lines => {
                // A stream of its own for each widget: viewers write into it what is typed.
                let stream = self.stream(document, w, h, true, b"/Tx BMC\nEMC".to_vec());
                widget.set("AP", dictionary! { "N" => stream });
                widget.set("DA", self.appearance());
                // A filled field hides the ruled lines beneath its text; an empty one shows them.
                widget.set("MK", dictionary! { "BG" => vec![Object::Integer(1)] });
                self.text(document, id, &mut widget, slot, required)?;
            }
        }
        document.objects.insert(id, Object::Dictionary(widget));
        Ok(())
    }

    /// The field that a group of answers shares.
    fn group(&mut self, document: &mut Document, slot: &Slot, required: i64) -> ObjectId {
        if let Some(parent) = self.parents.get(&slot.name) {
            return *parent;
        }
        let parent = document.add_object(dictionary! {
            "FT" => "Btn", "Ff" => RADIO | required, "T" => text_string(&slot.name), "TU" => text_string(&slot.tip),
            "V" => "Off", "Kids" => Vec::<Object>::new(),
        });
        self.parents.insert(slot.name.clone(), parent);
        self.fields.push(parent);
        parent
    }

    fn marked(&mut self, document: &mut Document, widget: &mut Dictionary, w: f64, h: f64, state: &str, shape: Shape) {
        let on = self.mark(document, w, h, shape);
        let off = self.mark(document, w, h, Shape::Off);
        widget.set("AS", "Off");
        widget.set("MK", dictionary! { "CA" => Object::string_literal(if shape == Shape::Dot { "l" } else { "4" }) });
        widget.set("AP", dictionary! { "N" => dictionary! { state => on, "Off" => off } });
    }

    fn mark(&mut self, document: &mut Document, w: f64, h: f64, shape: Shape) -> ObjectId {
        let key = ((w * 100.0).round() as i64, (h * 100.0).round() as i64, shape);
        if let Some(id) = self.marks.get(&key) {
            return *id;
        }
        let content = match shape {
            Shape::Off => String::new(),
            Shape::Dot => dot(w, h),
            Shape::Tick => format!(
                "q 0 G 1.8 w 1 J 1 j {:.2} {:.2} m {:.2} {:.2} l {:.2} {:.2} l S Q",
                w * 0.2,
                h * 0.52,
                w * 0.42,
                h * 0.26,
                w * 0.8,
                h * 0.78
            ),
        };
        let id = self.stream(document, w, h, false, content.into_bytes());
        self.marks.insert(key, id);
        id
    }

    fn stream(&self, document: &mut Document, w: f64, h: f64, text: bool, content: Vec<u8>) -> ObjectId {
        let mut resources = Dictionary::new();
        if text {
            resources.set("Font", dictionary! { field_font::NAME => self.font });
        }
        let dictionary = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "FormType" => 1, "Resources" => resources,
            "BBox" => vec![0.into(), 0.into(), Object::Real(w as f32), Object::Real(h as f32)],
        };
        document.add_object(Stream::new(dictionary, content))
    }

    /// A text field: one widget is the field itself; with the second of the same name both become kids of a field.
    fn text(
        &mut self,
        document: &mut Document,
        id: ObjectId,
        widget: &mut Dictionary,
        slot: &Slot,
        required: i64,
    ) -> Result<()> {
        let mut field = dictionary! { "FT" => "Tx", "T" => text_string(&slot.name), "TU" => text_string(&slot.tip), "DA" => self.appearance() };
        field.set("Ff", required | if slot.kind == SlotKind::Lines { MULTILINE } else { 0 });
        if let SlotKind::Line { max: Some(max) } = slot.kind {
            field.set("MaxLen", i64::from(max));
        }
        if let Some(parent) = self.parents.get(&slot.name) {
            widget.set("Parent", *parent);
            document.get_dictionary_mut(*parent)?.get_mut(b"Kids")?.as_array_mut()?.push(id.into());
        } else if let Some(first) = self.single.remove(&slot.name) {
            // What both share moves up into a field of its own.
            field.set("Kids", vec![Object::Reference(first), Object::Reference(id)]);
            let parent = document.add_object(field);
            let twin = document.get_dictionary_mut(first)?;
            for key in ["FT", "T", "Ff", "MaxLen"] {
                twin.remove(key.as_bytes());
            }
            twin.set("Parent", parent);
            widget.set("Parent", parent);
            self.parents.insert(slot.name.clone(), parent);
            self.fields.iter_mut().filter(|field| **field == first).for_each(|field| *field = parent);
        } else {
            let tip = widget.get(b"TU")?.clone();
            for (key, value) in field {
                widget.set(key, value);
            }
            widget.set("TU", tip);
            self.single.insert(slot.name.clone(), id);
            self.fields.push(id);
        }
        Ok(())
    }

    fn finish(self, document: &mut Document) -> Result<()> {
        if self.fields.is_empty() {
            return Ok(());
        }
        let form = dictionary! {
            "Fields" => self.fields.iter().copied().map(Object::from).collect::<Vec<_>>(),
            "DR" => dictionary! { "Font" => dictionary! { field_font::NAME => self.font } },
            "DA" => self.appearance(),
        };
        let form = document.add_object(form);
        document.catalog_mut()?.set("AcroForm", form);
        Ok(())
    }
}

/// A filled circle of half the box's height, of four curves.
fn dot(w: f64, h: f64) -> String {
    let (x, y, r) = (w / 2.0, h / 2.0, w.min(h) * 0.27);
    // The usual constant for a quarter of a circle.
    let c = r * 0.5523;
    format!(
        "q 0 g {:.2} {y:.2} m {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c {:.2} {:.2} {:.2} {:.2} {x:.2} {:.2} c {:.2} {:.2} {:.2} {:.2} {:.2} {y:.2} c f Q",
        x + r,
        x + r,
        y + c,
        x + c,
        y + r,
        y + r,
        x - c,
        y + r,
        x - r,
        y + c,
        x - r,
        x - r,
        y - c,
        x - c,
        y - r,
        y - r,
        x + c,
        y - r,
        x + r,
        y - c,
        x + r,
    )
}
