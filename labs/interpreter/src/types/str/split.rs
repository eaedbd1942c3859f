//! Cutting a string to pieces and putting pieces together: `split`, `partition`, `join` and their kin.
//!
//! Follows `Objects/stringlib/split.h`, its guess of how many pieces a list is made for included: that is
//! what `sys.getsizeof` of the list shows.

use super::{argument, fresh, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::text::unicode::{is_space, split_lines};
use crate::vm::Vm;
use runtime::object::{list, str, tuple};
use runtime::{Obj, StaticType, heap, statics};

/// The most pieces that a list is made for beforehand (`MAX_PREALLOC`).
const MOST_ROOM: u64 = 12;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("split", |vm, args| split(vm, args, "split", Side::Left))
        .method("rsplit", |vm, args| split(vm, args, "rsplit", Side::Right))
        .method("splitlines", splitlines)
        .method("partition", |vm, args| {
            partition(vm, args, "str.partition", Side::Left)
        })
        .method("rpartition", |vm, args| {
            partition(vm, args, "str.rpartition", Side::Right)
        })
        .method("join", join);
}

/// From which end a string is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::types) enum Side {
    /// From its start.
    Left,
    /// From its end.
    Right,
}

fn split(vm: &Vm, args: Args<'_>, name: &str, side: Side) -> PyResult {
    let [separator, most] = args.rest().bind(vm, name, ["sep", "maxsplit"], 2, 0)?;
    let most = usize::try_from(argument::ssize_or(vm, most, -1)?).ok();
    let separator = match argument::given(separator) {
        None => None,
        Some(given) if StaticType::Str.is_instance(given) => Some(str::to_string(given)),
        Some(other) => {
            let class = vm.type_name(other);
            return Err(vm.type_error(format!("must be str or None, not {class}")));
        }
    };
    let text = str::to_string(&args[0]);
    let pieces = match &separator {
        None => split_blanks(&text, most, side, is_space),
        Some(separator) if separator.is_empty() => return Err(vm.value_error("empty separator")),
        Some(separator) => split_on(&text, separator, most, side),
    };
    vm.need_room((pieces.len() as u64).saturating_mul(64))?;
    let objects = pieces
        .iter()
        .map(|piece| object_of(&args[0], &text, piece))
        .collect();
    Ok(list::with_room(
        objects,
        room(&text, separator.as_deref(), most),
    ))
}

/// Slots that the list of pieces is made with: one more than the cuts that there may be.
fn room(text: &str, separator: Option<&str>, most: Option<usize>) -> u64 {
    let len = text.chars().count();
    if separator.is_some_and(|separator| cannot_hold(text, separator)) {
        return 1;
    }
    let cuts = most.unwrap_or_else(|| match separator {
        _ if !heap().profile().split_guesses_from_length => usize::MAX - 1,
        // No more pieces than every second character.
        None => len.saturating_sub(1) / 2 + 1,
        Some(separator) => len / separator.chars().count().max(1) + 1,
    });
    room_for(cuts as u64)
}

/// Whether the separator is longer than the text, or of wider characters: nobody looks for it then (`split` of
/// `Objects/unicodeobject.c`).
fn cannot_hold(text: &str, separator: &str) -> bool {
    text.chars().count() < separator.chars().count() || width(text) < width(separator)
}

/// Bytes of a character in a string of this text.
fn width(text: &str) -> u32 {
    match text.chars().map(u32::from).max() {
        None | Some(..0x100) => 1,
        Some(0x100..0x10000) => 2,
        Some(0x10000..) => 4,
    }
}

/// Slots that a list is made with for so many cuts (`PREALLOC_SIZE`).
pub(in crate::types) fn room_for(cuts: u64) -> u64 {
    cuts.saturating_add(1).min(MOST_ROOM)
}

/// Pieces between separators, after at most `most` cuts.
pub(in crate::types) fn split_on<'a>(
    text: &'a str,
    separator: &str,
    most: Option<usize>,
    side: Side,
) -> Vec<&'a str> {
    let limit = most.map_or(usize::MAX, |most| most.saturating_add(1));
    match side {
        Side::Left => text.splitn(limit, separator).collect(),
        Side::Right => {
            let mut pieces: Vec<&str> = text.rsplitn(limit, separator).collect();
            pieces.reverse();
            pieces
        }
    }
}

/// Pieces between runs of blanks, after at most `most` cuts.
pub(in crate::types) fn split_blanks(
    text: &str,
    most: Option<usize>,
    side: Side,
    is_blank: fn(char) -> bool,
) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        rest = match side {
            Side::Left => rest.trim_start_matches(is_blank),
            Side::Right => rest.trim_end_matches(is_blank),
        };
        if rest.is_empty() {
            break;
        }
        if most == Some(pieces.len()) {
            pieces.push(rest);
            break;
        }
        let cut = match side {
            Side::Left => rest.split_once(is_blank),
            Side::Right => rest
                .rsplit_once(is_blank)
                .map(|(rest, piece)| (piece, rest)),
        };
        let (piece, others) = cut.unwrap_or((rest, ""));
        pieces.push(piece);
        rest = others;
    }
    if side == Side::Right {
        pieces.reverse();
    }
    pieces
}

/// A piece: the string itself if it is all of it.
fn object_of(string: &Obj, text: &str, piece: &str) -> Obj {
    if piece.len() == text.len() {
        unchanged(string)
    } else {
        str::new(piece)
    }
}

fn splitlines(vm: &Vm, args: Args<'_>) -> PyResult {
    let [keep_ends] = args.rest().bind(vm, "splitlines", ["keepends"], 1, 0)?;
    let keep_ends = keep_ends.map_or(Ok(false), |given| vm.is_true(given))?;
    let text = str::to_string(&args[0]);
    let lines = list::new([]);
    for line in split_lines(&text, keep_ends) {
        vm.check_limits()?;
        list::push(&lines, object_of(&args[0], &text, line));
    }
    Ok(lines)
}

fn partition(vm: &Vm, args: Args<'_>, name: &str, side: Side) -> PyResult {
    let string = &args[0];
    let [separator] = args.rest().exactly::<1>(vm, name)?;
    let wanted = argument::operand_text(vm, separator)?;
    if wanted.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let text = str::to_string(string);
    let cut = match side {
        Side::Left => text.split_once(wanted.as_str()),
        Side::Right => text.rsplit_once(wanted.as_str()),
    };
    let empty = statics::empty_str;
    Ok(match (cut, side) {
        (Some((before, after)), _) => {
            tuple::new([str::new(before), separator.clone(), str::new(after)])
        }
        (None, Side::Left) => tuple::new([string.clone(), empty(), empty()]),
        (None, Side::Right) => tuple::new([empty(), empty(), string.clone()]),
    })
}

/// `str.join` (`_PyUnicode_JoinArray`).
fn join(vm: &Vm, args: Args<'_>) -> PyResult {
    let [iterable] = args.rest().exactly::<1>(vm, "str.join")?;
    if vm.special(iterable, &vm.names.iter).is_none()
        && vm.special(iterable, &vm.names.getitem).is_none()
    {
        return Err(vm.type_error("can only join an iterable"));
    }
    let sequence = vm.fast_sequence(iterable)?;
    let items = vm.collect(&sequence)?;
    if let [only] = items.as_slice()
        && StaticType::Str.is_exact(only)
    {
        return Ok(only.clone());
    }
    let separator = str::to_string(&args[0]);
    let mut total = 0u64;
    for (index, item) in items.iter().enumerate() {
        if !StaticType::Str.is_instance(item) {
            let class = vm.type_name(item);
            let message = format!("sequence item {index}: expected str instance, {class} found");
            return Err(vm.type_error(message));
        }
        total = total
            .saturating_add(str::len(item))
            .saturating_add(separator.len() as u64);
    }
    argument::need_text(vm, total, 1)?;
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(&separator);
        }
        str::with_str(item, |item| text.push_str(item));
    }
    Ok(fresh(&text))
}
