//! Filling bytes up to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::{is_bytes_like, like, owner, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::ssize;
use crate::types::str::argument;
use crate::vm::Vm;
use runtime::Obj;
use runtime::object::bytes;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("center", |vm, args| {
        justify(vm, args, "center", |padding, width| {
            padding / 2 + (padding & width & 1)
        })
    })
    .method("ljust", |vm, args| justify(vm, args, "ljust", |_, _| 0))
    .method("rjust", |vm, args| {
        justify(vm, args, "rjust", |padding, _| padding)
    })
    .method("zfill", zfill)
    .method("expandtabs", expandtabs);
}

fn fill_byte(vm: &Vm, name: &str, given: Option<&Obj>) -> PyResult<u8> {
    let Some(given) = given else {
        return Ok(b' ');
    };
    if is_bytes_like(given)
        && let [byte] = bytes::to_vec(given).as_slice()
    {
        return Ok(*byte);
    }
    Err(argument::bad_argument(
        vm,
        name,
        "argument 2",
        "a byte string of length 1",
        given,
    ))
}

/// Pads to a width; `left` says how much of the padding goes before the bytes.
fn justify(vm: &Vm, args: Args<'_>, name: &str, left: fn(u64, u64) -> u64) -> PyResult {
    args.rest()
        .no_keywords(vm, &format!("{}.{name}", owner(&args[0])))?;
    let arguments = args.rest().between(vm, name, 1, 2)?;
    let width = u64::try_from(ssize(vm, &arguments[0])?).unwrap_or(0);
    let fill = fill_byte(vm, name, arguments.get(1))?;
    let padding = width.saturating_sub(bytes::len(&args[0]));
    if padding == 0 {
        return Ok(unchanged(&args[0]));
    }
    vm.need_room(width)?;
    let before = left(padding, width);
    let mut data = vec![fill; before as usize];
    data.extend(bytes::to_vec(&args[0]));
    data.resize(width as usize, fill);
    Ok(like(&args[0], &data))
}

fn zfill(vm: &Vm, args: Args<'_>) -> PyResult {
    let [width] = args
        .rest()
        .exactly::<1>(vm, &format!("{}.zfill", owner(&args[0])))?;
    let width = u64::try_from(ssize(vm, width)?).unwrap_or(0);
    let padding = width.saturating_sub(bytes::len(&args[0]));
    if padding == 0 {
        return Ok(unchanged(&args[0]));
    }
    vm.need_room(width)?;
    let mut data = bytes::to_vec(&args[0]);
    let signed = matches!(data.first(), Some(b'+' | b'-'));
    let at = usize::from(signed);
    data.splice(at..at, std::iter::repeat_n(b'0', padding as usize));
    Ok(like(&args[0], &data))
}

fn expandtabs(vm: &Vm, args: Args<'_>) -> PyResult {
    let [size] = args.rest().bind(vm, "expandtabs", ["tabsize"], 1, 0)?;
    let size = size.map_or(Ok(8), |size| argument::c_int(vm, size))?;
    let size = usize::try_from(size).unwrap_or(0);
    let data = bytes::to_vec(&args[0]);
    let tabs = data.iter().filter(|&&byte| byte == b'\t').count();
    vm.need_room((tabs as u64).saturating_mul(size as u64))?;
    let mut expanded = Vec::with_capacity(data.len());
    let mut column = 0usize;
    for byte in data {
        match byte {
            b'\t' if size == 0 => {}
            b'\t' => {
                let blanks = size - column % size;
                expanded.extend(std::iter::repeat_n(b' ', blanks));
                column += blanks;
            }
            _ => {
                expanded.push(byte);
                column = if matches!(byte, b'\n' | b'\r') {
                    0
                } else {
                    column + 1
                };
            }
        }
    }
    Ok(like(&args[0], &expanded))
}
