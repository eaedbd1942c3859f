//! What a slot is called, and by what an object is known.

use super::describe::{describe, plain_text, type_name};
use super::moment::Moment;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, code, member};
use runtime::object::layout::Layout;
use runtime::object::{dict, layout_of, tuple, types};
use runtime::{Obj, StaticType, snapshot};

/// Steps from an object without a name to one that has one.
const STEPS: usize = 3;

/// The key in a dict's label: `name` of `['name']`.
pub fn key(label: &str) -> &str {
    label.strip_prefix("['").and_then(|rest| rest.strip_suffix("']")).unwrap_or(label)
}

/// A slot's label, where the snapshot knows only its offset: a slot of a suspended frame, of
/// `__slots__`, or the instance dict.
pub fn of_slot(holder: &Obj, label: &str) -> String {
    let Some(offset) = label.strip_prefix('+').and_then(|offset| offset.parse::<u64>().ok()) else {
        return label.to_owned();
    };
    let name = if (offset as i64) < 0 {
        Some(".__dict__".to_owned())
    } else if layout_of(holder) == Layout::Generator {
        generator_slot(holder, offset)
    } else {
        member_name(holder, offset)
    };
    name.unwrap_or_else(|| label.to_owned())
}

fn generator_slot(generator: &Obj, offset: u64) -> Option<String> {
    let index = offset.checked_sub(frame::IN_GENERATOR + frame::SLOTS)? / 8;
    let body = Frame::of_generator(generator).get(frame::CODE)?;
    let names = fields::get(&body, code::LOCALSPLUS_NAMES)?;
    Some(match tuple::get(&names, index) {
        Some(name) => format!("local {}", plain_text(&name)),
        None => "evaluation stack".to_owned(),
    })
}

/// The name in `__slots__` whose slot stands at `offset`.
fn member_name(object: &Obj, offset: u64) -> Option<String> {
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

/// What an object is and by what it is known: `list, global tables`, or `cell, [0] of __closure__ of …`.
pub fn role(moment: &Moment, object: &Obj) -> String {
    if has_name_of_its_own(object) {
        return describe(object);
    }
    let kind = type_name(object);
    match known_as(moment, object, STEPS) {
        Some(name) => format!("{kind}, {name}"),
        None => kind,
    }
}

fn has_name_of_its_own(object: &Obj) -> bool {
    matches!(layout_of(object), Layout::Type | Layout::Function | Layout::Module | Layout::Code)
}

/// Where an object is held first.
pub fn known_as(moment: &Moment, object: &Obj, steps: usize) -> Option<String> {
    if let Some(name) = moment.name_of(object) {
        return Some(name);
    }
    if steps == 0 {
        return None;
    }
    let holders = snapshot::holders(object);
    let (holder, slot) = holders.iter().find(|(holder, _)| !holder.is(object))?;
    let slot = of_slot(holder, slot);
    if has_name_of_its_own(holder) {
        return Some(format!("{slot} of {}", describe(holder)));
    }
    match known_as(moment, holder, steps - 1) {
        Some(name) => Some(format!("{slot} of {name}")),
        None => Some(format!("{slot} of a {}", type_name(holder))),
    }
}
