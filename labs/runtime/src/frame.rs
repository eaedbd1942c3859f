//! Frames: a header of 72 bytes, then one slot a local and one a place of the evaluation stack.
//!
//! ```text
//!   +0 code   +8 previous frame   +16 function   +24 globals   +32 builtins   +40 locals
//!   +48 frame object   +56 next instruction   +64 slots in use (u32)
//!   +68 slots that the caller drops on return (u16)   +70 owner
//!   +72 locals, cells, then the evaluation stack
//! ```
//!
//! `_PyInterpreterFrame` of CPython 3.12's `Include/internal/pycore_frame.h`. A call's frame stands on the
//! [data stack](crate::data_stack); a generator's stands inside the generator.

use crate::heap::heap;
use crate::memory::{self, load, load_u8, load_u32, store, store_u8, store_u32};
use crate::object::layout::Layout;
use crate::object::{Borrowed, Obj, expect, slot};
use std::ops::Range;

/// Offset of the code object.
pub const CODE: u64 = 0;
/// Offset of the address of the calling frame.
pub const PREVIOUS: u64 = 8;
/// Offset of the function.
pub const FUNCTION: u64 = 16;
/// Offset of the globals, uncounted: the function keeps them alive.
pub const GLOBALS: u64 = 24;
/// Offset of the builtins, uncounted.
pub const BUILTINS: u64 = 32;
/// Offset of the locals dict of a module or class body.
pub const LOCALS: u64 = 40;
/// Offset of the frame object, if somebody asked for one.
pub const FRAME_OBJECT: u64 = 48;
/// Offset of the number of the next instruction.
pub const NEXT_INSTRUCTION: u64 = 56;
/// Offset of the number of slots in use, 4 bytes.
pub(crate) const IN_USE: u64 = 64;
const CALLER_SLOTS: u64 = 68;
const OWNER: u64 = 70;
/// Offset of the first slot.
pub const SLOTS: u64 = 72;
/// The counted references of the header.
pub(crate) const HEADER_REFS: [u64; 4] = [FRAME_OBJECT, LOCALS, FUNCTION, CODE];

/// Mark of the next instruction's number while the frame waits for one that runs in the same loop.
const INLINED_CALL: u64 = 1 << 63;

/// Mark of the number of slots in use while the frame's instructions run: the evaluation loop knows the number then.
const RUNS: u32 = 1 << 31;

/// Mark of a slot whose reference is lent: whoever lent it keeps the object alive.
const LENT: u64 = 1;

/// What a generator's field `STATE` holds once its frame is given back (`FRAME_CLEARED` of
/// `Include/internal/pycore_frame.h`).
pub const CLEARED: u64 = 4;

/// Offset of the frame inside a generator.
pub const IN_GENERATOR: u64 = 72;
/// Offset of the frame inside a frame object that has taken it over.
pub const IN_FRAME_OBJECT: u64 = 48;

/// Who the memory of a frame belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Owner {
    /// The data stack.
    Thread = 0,
    /// A generator.
    Generator = 1,
    /// A frame object.
    FrameObject = 2,
}

/// A frame, by its address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame(u64);

impl Frame {
    /// The address.
    pub fn address(self) -> u64 {
        self.0
    }

    /// The frame inside a generator.
    pub fn of_generator(generator: &Obj) -> Frame {
        Frame(expect(generator, Layout::Generator) + IN_GENERATOR)
    }

    /// The frame that stands at an address.
    pub(crate) fn standing_at(address: u64) -> Frame {
        Frame(address)
    }

    /// The frame inside the generator whose header stands at `generator`.
    pub(crate) fn inside_generator(generator: u64) -> Frame {
        Frame(generator + IN_GENERATOR)
    }

    /// The generator that this frame stands inside, if its owner is [`Owner::Generator`].
    pub fn generator(self) -> Option<Obj> {
        (self.owner() == Owner::Generator).then(|| Obj::new_reference(self.0 - IN_GENERATOR))
    }

    /// The frame that a frame object stands for.
    pub fn of_frame_object(object: &Obj) -> Option<Frame> {
        match load(expect(object, Layout::Frame) + crate::object::fields::frame_object::FRAME) {
            0 => None,
            address => Some(Frame(address)),
        }
    }

    /// A frame of so many empty slots at this address.
    pub(crate) fn at(address: u64, slots: u64, owner: Owner) -> Frame {
        memory::clear(address, SLOTS + 8 * slots);
        store_u8(address + OWNER, owner as u8);
        Frame(address)
    }

    /// Who the memory belongs to.
    pub fn owner(self) -> Owner {
        match load_u8(self.0 + OWNER) {
            0 => Owner::Thread,
            1 => Owner::Generator,
            _ => Owner::FrameObject,
        }
    }

    fn header_slot(self, field: u64) -> u64 {
        assert!(HEADER_REFS.contains(&field));
        self.0 + field
    }

    /// A counted field of the header: [`CODE`], [`FUNCTION`], [`LOCALS`] or [`FRAME_OBJECT`].
    pub fn get(self, field: u64) -> Option<Obj> {
        slot::get(self.header_slot(field))
    }

    /// Stores into a counted field; returns what stood there.
    pub fn set(self, field: u64, value: Option<Obj>) -> Option<Obj> {
        slot::replace(self.header_slot(field), value)
    }

    /// [`GLOBALS`] or [`BUILTINS`].
    pub fn namespace(self, field: u64) -> Option<Obj> {
        assert!(field == GLOBALS || field == BUILTINS);
        slot::get(self.0 + field)
    }

    /// Sets globals and builtins; whoever calls keeps them alive, through the function.
    pub fn set_namespaces(self, globals: &Obj, builtins: &Obj) {
        store(self.0 + GLOBALS, globals.address());
        store(self.0 + BUILTINS, builtins.address());
    }

    /// The calling frame.
    pub fn previous(self) -> Option<Frame> {
        match load(self.0 + PREVIOUS) {
            0 => None,
            address => Some(Frame(address)),
        }
    }

    /// Item `index` of a tuple of the frame's code object: `field` is the offset of
    /// [`CONSTS`](crate::object::fields::code::CONSTS) or [`NAMES`](crate::object::fields::code::NAMES).
    ///
    /// # Panics
    /// If the frame has no code object, or the tuple no such item.
    #[inline(always)]
    pub fn code_item(self, field: u64, index: u64) -> Obj {
        use crate::object::{fields::code, tuple};
        assert!(field == code::CONSTS || field == code::NAMES);
        let items = load(load(self.0 + CODE) + field);
        assert!(index < load(items + tuple::LENGTH));
        Obj::new_reference(load(items + tuple::ITEMS + 8 * index))
    }

    /// Sets the calling frame.
    pub fn set_previous(self, previous: Option<Frame>) {
        store(self.0 + PREVIOUS, previous.map_or(0, |frame| frame.0));
    }

    /// Number of the next instruction.
    pub fn next_instruction(self) -> u64 {
        load(self.0 + NEXT_INSTRUCTION) & !INLINED_CALL
    }

    /// Sets the number of the next instruction. The frame does not wait any more.
    #[inline(always)]
    pub fn set_next_instruction(self, number: u64) {
        store(self.0 + NEXT_INSTRUCTION, number);
    }

    /// Whether the frame's last instruction began a frame that runs in the same loop (`DISPATCH_INLINED` in
    /// `Python/ceval_macros.h`). It stays so until the next instruction, whatever became of that frame.
    pub fn waits_for_inlined_call(self) -> bool {
        load(self.0 + NEXT_INSTRUCTION) & INLINED_CALL != 0
    }

    /// Sets [`Frame::waits_for_inlined_call`].
    pub fn wait_for_inlined_call(self) {
        store(
            self.0 + NEXT_INSTRUCTION,
            load(self.0 + NEXT_INSTRUCTION) | INLINED_CALL,
        );
    }

    /// Slots on the caller's stack that the call still occupies; the caller drops them on return.
    pub fn caller_slots(self) -> u64 {
        u64::from(memory::load_u16(self.0 + CALLER_SLOTS))
    }

    /// Sets [`Frame::caller_slots`].
    pub fn set_caller_slots(self, count: u64) {
        memory::store_u16(self.0 + CALLER_SLOTS, count as u16);
    }

    /// Slots in use, counted from the first local: written when the frame is left for a while, and
    /// what is traced of it.
    pub fn in_use(self) -> u64 {
        u64::from(load_u32(self.0 + IN_USE) & !RUNS)
    }

    /// How many slots `_PyFrame_Traverse` of `Python/frame.c` visits: none of a frame whose number of slots is in a
    /// register of the evaluation loop, where the version keeps it there.
    pub(crate) fn traversed_slots(self) -> u64 {
        let runs = load_u32(self.0 + IN_USE) & RUNS != 0;
        if runs && heap().profile().running_frames_hide_their_slots {
            return 0;
        }
        self.in_use()
    }

    /// Sets the slots in use while the frame's instructions run.
    #[inline(always)]
    pub fn set_in_use_while_it_runs(self, count: u64) {
        store_u32(self.0 + IN_USE, count as u32 | RUNS);
    }

    /// Sets the slots in use.
    #[inline(always)]
    pub fn set_in_use(self, count: u64) {
        store_u32(self.0 + IN_USE, count as u32);
    }

    #[inline(always)]
    pub(crate) fn slot_address(self, index: u64) -> u64 {
        self.0 + SLOTS + 8 * index
    }

    // ANCHOR: slot
    /// A new reference to what a slot holds.
    #[inline(always)]
    pub fn slot(self, index: u64) -> Option<Obj> {
        match load(self.slot_address(index)) & !LENT {
            0 => None,
            address => Some(Obj::new_reference(address)),
        }
    }
    // ANCHOR_END: slot

    /// What a slot holds, uncounted; the slot must not change while it is held.
    #[inline(always)]
    pub fn peek(&self, index: u64) -> Option<Borrowed<'_>> {
        match load(self.slot_address(index)) & !LENT {
            0 => None,
            address => Some(Borrowed::at(address)),
        }
    }

    /// Whether a slot's reference is lent: not counted.
    pub fn is_lent(self, index: u64) -> bool {
        load(self.slot_address(index)) & LENT != 0
    }

    /// Fills an empty slot with what another holds without counting it, as `LOAD_FAST_BORROW` of 3.14.
    pub fn lend(self, from: u64, to: u64) {
        let word = load(self.slot_address(from));
        store(
            self.slot_address(to),
            if word == 0 { 0 } else { word | LENT },
        );
    }

    /// Counts a lent reference.
    pub fn settle(self, index: u64) {
        if self.is_lent(index) {
            let owned = self.take(index);
            self.put(index, owned);
        }
    }

    /// Counts every lent reference among the slots `places` to what local `index` holds, which is about to
    /// change.
    pub fn settle_loans_of(self, index: u64, places: Range<u64>) {
        let lent = load(self.slot_address(index)) | LENT;
        for place in places {
            if load(self.slot_address(place)) == lent {
                self.settle(place);
            }
        }
    }

    /// Moves what a slot holds to an empty slot of another frame; a lent reference stays lent.
    pub fn move_slot(self, index: u64, to: Frame, place: u64) {
        store(to.slot_address(place), load(self.slot_address(index)));
        store(self.slot_address(index), 0);
    }

    /// Takes the marks of lent references off the slots `places` while a native call borrows them; give
    /// the result to [`Frame::end_loan_to_call`].
    pub fn begin_loan_to_call(self, places: Range<u64>) -> Vec<u64> {
        let lent: Vec<u64> = places.filter(|&place| self.is_lent(place)).collect();
        for &place in &lent {
            store(
                self.slot_address(place),
                load(self.slot_address(place)) & !LENT,
            );
        }
        lent
    }

    /// Puts the marks back.
    pub fn end_loan_to_call(self, lent: &[u64]) {
        for &place in lent {
            store(
                self.slot_address(place),
                load(self.slot_address(place)) | LENT,
            );
        }
    }

    /// `count` slots from `start`, all of them filled, as the arguments of a native call. They must stay
    /// as they are while the slice lives.
    ///
    /// # Panics
    /// If one of them holds nothing.
    #[inline]
    pub fn objects(&self, start: u64, count: u64) -> &[Obj] {
        memory::as_objects(self.slot_address(start), count)
    }

    /// Empties a slot.
    #[inline(always)]
    pub fn take(self, index: u64) -> Option<Obj> {
        self.replace(index, None)
    }

    /// Stores into a slot; returns what stood there.
    #[inline(always)]
    pub fn replace(self, index: u64, value: Option<Obj>) -> Option<Obj> {
        let place = self.slot_address(index);
        let old = load(place);
        store(place, value.map_or(0, Obj::into_counted));
        match old & !LENT {
            0 => None,
            address if old & LENT != 0 => Some(Obj::new_reference(address)),
            address => Some(Obj::from_counted(address)),
        }
    }

    /// Fills a slot that holds nothing.
    #[inline(always)]
    pub fn put(self, index: u64, value: Option<Obj>) {
        debug_assert!(load(self.slot_address(index)) == 0);
        store(self.slot_address(index), value.map_or(0, Obj::into_counted));
    }

    /// Gives all references back, in the order of `_PyFrame_ClearExceptCode`, the code object last: a
    /// generator keeps that until it ends itself. A frame object that others still hold takes the frame over
    /// instead.
    pub fn clear(self) {
        if self.hand_over() {
            return;
        }
        self.clear_locals();
        drop(self.set(FUNCTION, None));
        if self.owner() != Owner::Generator {
            drop(self.set(CODE, None));
        }
    }

    /// Parts with the frame object: if others still hold it, it takes the frame over. Says whether it did.
    pub(crate) fn hand_over(self) -> bool {
        let Some(object) = slot::take(self.0 + FRAME_OBJECT) else {
            return false;
        };
        if object.refcount() > 1 && self.owner() != Owner::FrameObject {
            self.move_to(&object);
            return true;
        }
        store(
            object.address() + crate::object::fields::frame_object::FRAME,
            0,
        );
        false
    }

    /// Gives the locals, the stack and a class body's namespace back (`_PyFrame_ClearLocals`).
    pub fn clear_locals(self) {
        let in_use = self.in_use();
        self.set_in_use(0);
        self.clear_slots(in_use);
        drop(self.set(LOCALS, None));
    }

    /// Empties the first `count` slots.
    pub(crate) fn clear_slots(self, count: u64) {
        let backwards = heap().profile().last_slot_dies_first;
        for step in 0..count {
            let index = if backwards { count - 1 - step } else { step };
            drop(self.take(index));
        }
    }

    // ANCHOR: take_over
    /// A frame object takes over a frame that ends (`take_ownership` in `Python/frame.c`).
    fn move_to(self, object: &Obj) {
        // What the caller lent stays with the caller.
        (0..self.in_use()).for_each(|index| self.settle(index));
        let own = Frame(object.address() + IN_FRAME_OBJECT);
        let bytes = SLOTS + 8 * self.in_use();
        let owner = self.owner();
        memory::copy(self.0, own.0, bytes);
        memory::clear(self.0, bytes);
        if owner == Owner::Generator {
            store_u8(self.0 + OWNER, owner as u8);
            self.set(CODE, own.get(CODE));
        }
        store_u8(own.0 + OWNER, Owner::FrameObject as u8);
        store(own.0 + PREVIOUS, 0);
        store(
            object.address() + crate::object::fields::frame_object::FRAME,
            own.0,
        );
        if !heap().collector().is_tracked(object.address()) {
            heap().collector().track(object.address());
        }
    }
    // ANCHOR_END: take_over
}

/// How many slots the frame of a generator or a frame object has: as many as its code needs.
pub(crate) fn slots_inside(object: &Obj) -> u64 {
    let frame = match crate::object::layout_of(object) {
        Layout::Generator => Some(Frame::of_generator(object)),
        _ => Frame::of_frame_object(object),
    };
    let code = frame.and_then(|frame| frame.get(CODE));
    code.map_or(0, |code| slots_of(&code))
}

/// How many slots a frame of this code object has: locals, cells and stack.
pub fn slots_of(code: &Obj) -> u64 {
    u64::from(load_u32(expect(code, Layout::Code) + 76))
}

/// Records in a code object how many slots its frames have.
pub fn set_slots_of(code: &Obj, slots: u64) {
    store_u32(expect(code, Layout::Code) + 76, slots as u32);
}

/// Makes the frame inside a fresh generator or frame object ready for use.
pub fn format_generator_frame(generator: &Obj, slots: u64) -> Frame {
    let address = Frame::of_generator(generator).address();
    Frame::at(address, slots, Owner::Generator)
}

/// The frame object of a frame: the one that has taken it over, or that was made for it before, or a new one
/// (`_PyFrame_MakeAndSetFrameObject`).
pub fn frame_object(frame: Frame) -> Obj {
    if frame.owner() == Owner::FrameObject {
        return Obj::new_reference(frame.0 - IN_FRAME_OBJECT);
    }
    if let Some(object) = frame.get(FRAME_OBJECT) {
        return object;
    }
    let slots = frame.get(CODE).map_or(0, |code| slots_of(&code));
    let class = crate::statics::StaticType::Frame.object();
    let object = crate::object::fields::new_with_tail(&class, slots);
    store(
        object.address() + crate::object::fields::frame_object::FRAME,
        frame.0,
    );
    frame.set(FRAME_OBJECT, Some(object.clone()));
    // The collector looks at it from the time on when it has taken the frame over.
    heap().collector().untrack(object.address());
    object
}
