//! The interpreter's state: one [`Vm`] a thread, on the private heap of that thread.
//!
//! Everything is reached through `&Vm` with interior mutability, for Python code may run inside any
//! operation. No borrow of a cell is held while an object may end.

use crate::error::{PyResult, Raised};
use crate::host::Host;
use crate::modules::atexit::ExitFunction;
use crate::modules::gc;
use crate::modules::xray::blocks::BlocksInUse;
use crate::names::Names;
use crate::native::{GetSet, Native, NextFn};
use crate::protocol::type_cache::TypeCache;
use runtime::data_stack::DataStack;
use runtime::frame::Frame;
use runtime::object::{dict, types};
use runtime::{Obj, StaticType, heap};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::{Rc, Weak};

/// Python frames that may be active at once, unless the program sets another limit
/// (`Py_DEFAULT_RECURSION_LIMIT`).
const RECURSION_LIMIT: usize = 1000;
/// Native calls that may be active at once: each takes a few KiB of the host's stack.
const NATIVE_DEPTH_LIMIT: usize = 3000;
/// Instructions between two looks at the clock.
const CLOCK_INTERVAL: u32 = 4096;

/// The interpreter of this thread.
pub struct Vm {
    /// Interned names.
    pub names: Names,
    /// The containing program.
    pub host: Rc<dyn Host>,
    /// The dict of the module `builtins`.
    pub builtins: Obj,
    /// `sys.modules`, a dict.
    pub modules: Obj,
    natives: RefCell<Vec<Native>>,
    getsets: RefCell<Vec<GetSet>>,
    next_functions: RefCell<Vec<Option<NextFn>>>,
    instance_getsets: Cell<(u64, u64)>,
    pub(crate) type_cache: TypeCache,
    pub(crate) data_stack: RefCell<DataStack>,
    /// The frame that runs now.
    pub(crate) current: Cell<Option<Frame>>,
    /// The exception that is being handled outside any generator: what `raise` without argument raises again.
    pub(crate) handled: RefCell<Option<Obj>>,
    /// The frames of the generators that run, innermost last. Each generator keeps the exception that is being handled in it.
    pub(crate) running_generators: RefCell<Vec<Frame>>,
    pub(crate) recursion_limit: Cell<usize>,
    pub(crate) depth: Cell<usize>,
    native_depth: Cell<usize>,
    /// Evaluation loops that are active, one inside another.
    loops: Cell<usize>,
    /// What to call when the program ends, in the order of registration.
    pub(crate) exit_functions: RefCell<Vec<ExitFunction>>,
    /// Source text by file name, for tracebacks.
    pub(crate) sources: RefCell<HashMap<String, Rc<str>>>,
    countdown: Cell<u32>,
    deadline: Option<f64>,
    seconds: f64,
    /// Objects whose `repr` is being built: a list that contains itself shows `[...]`.
    pub(crate) repr_stack: RefCell<Vec<u64>>,
    /// References that the program wrote into counts and that nothing holds, by the object's address.
    pub(crate) forged: RefCell<BTreeMap<u64, u64>>,
    /// The blocks in use when `xray.count_blocks()` was called last.
    pub(crate) counted_blocks: RefCell<BlocksInUse>,
    /// `gc.callbacks` and `gc.garbage`.
    pub(crate) gc_lists: gc::Lists,
    /// The class of what `sys.unraisablehook` is called with, once there is a module `sys`.
    pub(crate) unraisable_hook_args: OnceCell<Obj>,
    /// Who is told of each instruction.
    pub(crate) instruction_hook: Cell<Option<InstructionHook>>,
}

/// Who is told of each instruction.
#[derive(Clone, Copy)]
pub(crate) enum InstructionHook {
    /// This function, of those of the outermost loop.
    Outermost(fn(&Vm)),
    /// The host, of all.
    Host,
}

thread_local! {
    /// Does not own it: its objects must end while the thread's private heap is still there.
    static VM: RefCell<Weak<Vm>> = const { RefCell::new(Weak::new()) };
}

/// How to start an interpreter.
pub struct VmConfig {
    /// The profile and the memory limit.
    pub heap: runtime::Config,
    /// Seconds that the program may run.
    pub seconds: f64,
    /// The containing program.
    pub host: Rc<dyn Host>,
}

impl Vm {
    /// Starts a private heap and an interpreter on this thread. One that was there before must be gone.
    ///
    /// # Errors
    /// A sentence, if the host will not give the memory.
    pub fn start(config: VmConfig) -> Result<Rc<Vm>, String> {
        runtime::start(config.heap)?;
        let started = config.host.seconds();
        let vm = Rc::new(Vm {
            names: Names::new(),
            host: config.host,
            builtins: dict::new(),
            modules: dict::new(),
            natives: RefCell::default(),
            getsets: RefCell::default(),
            next_functions: RefCell::new(vec![None; StaticType::ALL.len()]),
            instance_getsets: Cell::new((0, 0)),
            type_cache: TypeCache::default(),
            data_stack: RefCell::default(),
            current: Cell::new(None),
            handled: RefCell::default(),
            running_generators: RefCell::default(),
            recursion_limit: Cell::new(RECURSION_LIMIT),
            depth: Cell::new(0),
            native_depth: Cell::new(0),
            loops: Cell::new(0),
            exit_functions: RefCell::default(),
            sources: RefCell::default(),
            countdown: Cell::new(CLOCK_INTERVAL),
            deadline: config
                .seconds
                .is_finite()
                .then_some(started + config.seconds),
            seconds: config.seconds,
            repr_stack: RefCell::default(),
            forged: RefCell::default(),
            counted_blocks: RefCell::default(),
            gc_lists: gc::Lists::default(),
            unraisable_hook_args: OnceCell::new(),
            instruction_hook: Cell::new(None),
        });
        VM.with_borrow_mut(|place| *place = Rc::downgrade(&vm));
        crate::types::install(&vm);
        crate::modules::install(&vm);
        heap().set_hooks(crate::hooks::HOOKS);
        Ok(vm)
    }

    /// The interpreter of this thread.
    pub fn current() -> Option<Rc<Vm>> {
        VM.with_borrow(Weak::upgrade)
    }

    pub(crate) fn register(&self, native: Native) -> u64 {
        let mut natives = self.natives.borrow_mut();
        natives.push(native);
        natives.len() as u64 - 1
    }

    pub(crate) fn register_getset(&self, getset: GetSet) -> u64 {
        let mut getsets = self.getsets.borrow_mut();
        getsets.push(getset);
        getsets.len() as u64 - 1
    }

    /// The function with this number: what stands in the field `NATIVE` of the object that Python sees.
    pub fn native(&self, number: u64) -> Native {
        self.natives.borrow()[number as usize]
    }

    pub(crate) fn getset(&self, number: u64) -> GetSet {
        self.getsets.borrow()[number as usize]
    }

    /// Numbers of the computed attributes `__dict__` and `__weakref__` that classes give their instances.
    pub(crate) fn instance_getsets(&self) -> (u64, u64) {
        self.instance_getsets.get()
    }

    pub(crate) fn set_instance_getsets(&self, dict: u64, weakref: u64) {
        self.instance_getsets.set((dict, weakref));
    }

    pub(crate) fn set_next_function(&self, class: StaticType, next: NextFn) {
        self.next_functions.borrow_mut()[class as usize] = Some(next);
    }

    #[inline]
    pub(crate) fn next_function(&self, iterator: &Obj) -> Option<NextFn> {
        self.next_function_of(StaticType::at(iterator.class().address())?)
    }

    /// `__next__` of a built-in type of iterators, whatever a subclass puts in its place.
    #[inline]
    pub(crate) fn next_function_of(&self, class: StaticType) -> Option<NextFn> {
        self.next_functions.borrow()[class as usize]
    }

    /// Looks whether the program may go on; natives that loop call it now and then.
    ///
    /// # Errors
    /// `MemoryError` past the memory limit. Past the time limit the program ends with
    /// [`Vm::is_out_of_time`].
    #[inline]
    pub fn check_limits(&self) -> PyResult<()> {
        let countdown = self.countdown.get();
        if countdown > 0 {
            self.countdown.set(countdown - 1);
            if !heap().is_over_limit() {
                return Ok(());
            }
        }
        self.check_limits_now()
    }

    #[cold]
    fn check_limits_now(&self) -> PyResult<()> {
        if self.countdown.get() == 0 {
            self.countdown.set(CLOCK_INTERVAL);
            if self.is_out_of_time() {
                let seconds = self.seconds;
                return Err(self.raise(
                    StaticType::SystemExit,
                    format!("stopped after {seconds} seconds: give it more with --seconds N"),
                ));
            }
        }
        if heap().is_over_limit() {
            return Err(self.memory_error());
        }
        Ok(())
    }

    /// Whether the time limit has passed.
    pub fn is_out_of_time(&self) -> bool {
        self.deadline
            .is_some_and(|deadline| self.host.seconds() > deadline)
    }

    /// Seconds that the program may run.
    pub fn time_limit(&self) -> f64 {
        self.seconds
    }

    /// Forgets the exception being handled, at the end of a program.
    pub(crate) fn clear_handled(&self) {
        drop(self.handled.take());
    }

    /// Asks for room for one request whose size the program chose.
    ///
    /// # Errors
    /// `MemoryError` if it cannot be met.
    pub fn need_room(&self, bytes: u64) -> PyResult<()> {
        if heap().can_hold(bytes) {
            Ok(())
        } else {
            Err(self.memory_error())
        }
    }

    /// Enters a native call that may call back; leave by dropping the guard.
    ///
    /// # Errors
    /// `RecursionError` when too many are active; `doing` ends the message, such as
    /// ` while calling a Python object`.
    pub fn enter_native(&self, doing: &str) -> PyResult<NativeCall<'_>> {
        let depth = self.native_depth.get() + 1;
        if depth > NATIVE_DEPTH_LIMIT {
            return Err(self.recursion_error(doing));
        }
        self.native_depth.set(depth);
        Ok(NativeCall(self))
    }

    /// Raises `RecursionError`.
    #[cold]
    pub fn recursion_error(&self, doing: &str) -> Raised {
        self.raise(
            StaticType::RecursionError,
            format!("maximum recursion depth exceeded{doing}"),
        )
    }

    pub(crate) fn enter_loop(&self) {
        self.loops.set(self.loops.get() + 1);
    }

    pub(crate) fn leave_loop(&self) {
        self.loops.set(self.loops.get() - 1);
    }

    /// Has `hook` called after each instruction of the outermost evaluation loop: between those, all
    /// references are in places that [`Vm::roots`] knows.
    pub fn set_instruction_hook(&self, hook: Option<fn(&Vm)>) {
        self.instruction_hook
            .set(hook.map(InstructionHook::Outermost));
    }

    /// Has the host called after each instruction, in whatever loop.
    pub fn tell_host_of_instructions(&self) {
        self.instruction_hook.set(Some(InstructionHook::Host));
    }

    pub(crate) fn call_instruction_hook(&self, hook: InstructionHook) {
        match hook {
            InstructionHook::Outermost(hook) => {
                if self.loops.get() == 1 && self.native_depth.get() == 0 {
                    hook(self);
                }
            }
            InstructionHook::Host => self.host.instruction_is_over(self),
        }
    }

    /// Whether callers keep their references to the arguments of a running call, as to 3.10.
    pub(crate) fn heap_keeps_arguments(&self) -> bool {
        heap().profile().caller_keeps_arguments
    }

    /// Calls `look` with each object that is counted for a reference outside the heap, once a reference: the
    /// roots of an audit that is to find the interpreter's own mistakes. References that the program forged by
    /// writing into a count are among them.
    pub fn roots(&self, look: &mut dyn FnMut(&Obj)) {
        self.true_roots(look);
        for (&address, &references) in self.forged.borrow().iter() {
            if let Some(object) = runtime::object::living_at(address) {
                (0..references).for_each(|_| look(&object));
            }
        }
    }

    /// Calls `look` with each object that the interpreter holds outside the heap, once a reference: the roots
    /// of an audit that is to find the program's mistakes too.
    pub fn true_roots(&self, look: &mut dyn FnMut(&Obj)) {
        self.names.all().for_each(&mut *look);
        look(&self.builtins);
        look(&self.modules);
        self.gc_lists.all().for_each(&mut *look);
        self.unraisable_hook_args
            .get()
            .into_iter()
            .for_each(&mut *look);
        self.handled.borrow().iter().for_each(&mut *look);
        let exit_functions = self.exit_functions.borrow();
        exit_functions
            .iter()
            .flat_map(ExitFunction::objects)
            .for_each(&mut *look);
        crate::eval::roots(self, look);
    }
}

/// A native call that is active; see [`Vm::enter_native`].
pub struct NativeCall<'a>(&'a Vm);

impl Drop for NativeCall<'_> {
    fn drop(&mut self) {
        self.0.native_depth.set(self.0.native_depth.get() - 1);
    }
}

/// Whether `object` is a class.
pub(crate) fn is_class(object: &Obj) -> bool {
    types::flags_of(&object.class()) & types::flags::TYPE_SUBCLASS != 0
}
