//! What a slot is called, and by what an object is known.

use super::describe::{plain_text, type_name};
use super::field_names;
use super::moment::Moment;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, code, exception, function, member, module};
use runtime::object::layout::Layout;
use runtime::object::{dict, layout_of, tuple, types};
use runtime::{Obj, StaticType, snapshot};

/// Steps from an object without a name to one that has one.
const STEPS: usize = 3;

/// The key in a dict's label: `name` of `['name']`.
pub fn key(label: &str) -> &str {
    label
        .strip_prefix("['")
        .and_then(|rest| rest.strip_suffix("']"))
        .unwrap_or(label)
}

/// A slot's label, where the snapshot knows only its offset: a slot of a suspended frame, of
/// `__slots__`, a field of a struct, or the instance dict.
pub fn of_slot(holder: &Obj, label: &str) -> String {
    let Some(offset) = label
        .strip_prefix('+')
        .and_then(|offset| offset.parse::<u64>().ok())
    else {
        return label.to_owned();
    };
    let is_dict = (offset as i64) < 0 || offset as i64 == types::dict_offset(&holder.class());
    let name = if is_dict {
        Some(".__dict__".to_owned())
    } else {
        match layout_of(holder) {
            Layout::Generator => slot_of_frame(
                Some(Frame::of_generator(holder)),
                frame::IN_GENERATOR,
                offset,
            ),
            Layout::Frame => slot_of_frame(
                Frame::of_frame_object(holder),
                frame::IN_FRAME_OBJECT,
                offset,
            ),
            Layout::Member | Layout::MethodDescriptor | Layout::WrapperDescriptor
                if offset == member::TYPE =>
            {
                Some("__objclass__".to_owned())
            }
            _ => exception_slot(holder, offset)
                .or_else(|| field_names::at(holder, offset).map(str::to_owned))
                .or_else(|| member_name(holder, offset)),
        }
    };
    name.unwrap_or_else(|| label.to_owned())
}

/// The slot at `offset` of an object that has a frame in it from `start` on.
fn slot_of_frame(frame: Option<Frame>, start: u64, offset: u64) -> Option<String> {
    let index = offset.checked_sub(start + frame::SLOTS)? / 8;
    let body = frame?.get(frame::CODE)?;
    let names = fields::get(&body, code::LOCALSPLUS_NAMES)?;
    Some(match tuple::get(&names, index) {
        Some(name) => format!("local {}", plain_text(&name)),
        None => "evaluation stack".to_owned(),
    })
}

/// What all exceptions have, whatever else their class adds.
fn exception_slot(object: &Obj, offset: u64) -> Option<String> {
    if !StaticType::BaseException.is_instance(object) {
        return None;
    }
    let name = match offset {
        exception::ARGS => "args",
        exception::TRACEBACK => "__traceback__",
        exception::CONTEXT => "__context__",
        exception::CAUSE => "__cause__",
        _ => return None,
    };
    Some(name.to_owned())
}

/// The name in `__slots__` whose slot stands at `offset`.
pub fn member_name(object: &Obj, offset: u64) -> Option<String> {
    let class = object.class();
    let mro = types::mro(&class)?;
    tuple::items(&mro).iter().find_map(|class| {
        let namespace = types::namespace(class)?;
        let item = dict::items(&namespace).into_iter().find(|item| {
            StaticType::MemberDescriptor.is_exact(&item.value)
                && fields::number(&item.value, member::DATA) == offset
        })?;
        Some(format!(".{}", plain_text(&item.key)))
    })
}

/// What an object is and by what it is known: `list, global tables`, or
/// `cell, closure.__closure__[0]`.
pub fn role(moment: &Moment, object: &Obj) -> String {
    if let Some(name) = own_name(object) {
        return format!("{} {name}", type_name(object));
    }
    let kind = type_name(object);
    match known_as(moment, object, STEPS) {
        Some(path) => format!("{kind}, {path}"),
        None => kind,
    }
}

/// The name that an object itself has.
pub fn own_name(object: &Obj) -> Option<String> {
    let field = match layout_of(object) {
        Layout::Type => return Some(types::name(object)),
        Layout::Function => function::NAME,
        Layout::Module => module::NAME,
        Layout::Code => code::NAME,
        _ => return None,
    };
    fields::get(object, field).map(|name| plain_text(&name))
}

/// A path to an object from a name at most `steps` slots away, or just the slot that holds it.
pub fn known_as(moment: &Moment, object: &Obj, steps: usize) -> Option<String> {
    if let Some(name) = moment.name_of(object) {
        return Some(name);
    }
    let holders = snapshot::holders(object);
    let (holder, slot) = holders.iter().find(|(holder, _)| !holder.is(object))?;
    let slot = of_slot(holder, slot);
    let base = own_name(holder).or_else(|| path(moment, holder, steps));
    Some(match base {
        Some(base) => join(&base, &slot),
        None => format!("{slot} of a {}", type_name(holder)),
    })
}

/// A path that begins with a name, if the first holders lead to one.
fn path(moment: &Moment, object: &Obj, steps: usize) -> Option<String> {
    if let Some(name) = moment.name_of(object) {
        return Some(name);
    }
    let steps = steps.checked_sub(1)?;
    let holders = snapshot::holders(object);
    let (holder, slot) = holders.iter().find(|(holder, _)| !holder.is(object))?;
    let base = own_name(holder).or_else(|| path(moment, holder, steps))?;
    Some(join(&base, &of_slot(holder, slot)))
}

/// The path to a slot of what stands at the path `base`.
pub fn join(base: &str, slot: &str) -> String {
    if slot.starts_with(['[', '.']) {
        format!("{base}{slot}")
    } else if slot.contains(' ') {
        format!("{slot} of {base}")
    } else {
        format!("{base}.{slot}")
    }
}
