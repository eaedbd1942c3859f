//! Which names are there, and what each leads to.

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An instance with a dict: `Thing` or a class below it.
    Thing,
    /// An instance without: `Slotted`.
    Slotted,
    /// A `Pile`, a list with attributes.
    Pile,
    /// An instance of `Quiet`.
    Quiet,
    List,
    /// A tuple that is not empty.
    Tuple,
    /// A dict from ints.
    Dict,
    /// A set of ints.
    Set,
    /// What `look_at` returns.
    Look,
    /// A generator, at any point of its life.
    Generator,
    /// A weak reference.
    Ref,
    /// An iterator over a container.
    Iterator,
    /// A bound method.
    Method,
    /// An exception that was caught and kept.
    Error,
    /// A view of a dict.
    View,
    /// A `WeakValueDictionary` from ints.
    WeakValues,
    /// A `WeakKeyDictionary`.
    WeakKeys,
    /// A `WeakSet`.
    WeakSet,
    /// A proxy of an object that may be gone.
    Proxy,
    /// What `weakref.finalize` returns.
    Finalizer,
    /// An instance of `Described`.
    Described,
    /// Any object, `None` and ints among them.
    Any,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Thing,
        Kind::Slotted,
        Kind::Pile,
        Kind::Quiet,
        Kind::List,
        Kind::Tuple,
        Kind::Dict,
        Kind::Set,
        Kind::Look,
        Kind::Generator,
        Kind::Ref,
        Kind::Iterator,
        Kind::Method,
        Kind::Error,
        Kind::View,
        Kind::WeakValues,
        Kind::WeakKeys,
        Kind::WeakSet,
        Kind::Finalizer,
        Kind::Described,
        Kind::Any,
    ];
    /// Objects that weak references can be made to.
    pub const WATCHED: &[Kind] = &[
        Kind::Thing,
        Kind::Slotted,
        Kind::Pile,
        Kind::Quiet,
        Kind::Set,
        Kind::Look,
        Kind::Generator,
        Kind::WeakSet,
        Kind::Described,
    ];
    /// Those of them that have a hash.
    pub const HASHED: &[Kind] = &[
        Kind::Thing,
        Kind::Slotted,
        Kind::Quiet,
        Kind::Look,
        Kind::Generator,
        Kind::Described,
    ];
    /// Objects whose attributes can be set.
    pub const WITH_DICT: &[Kind] = &[
        Kind::Thing,
        Kind::Pile,
        Kind::Quiet,
        Kind::Look,
        Kind::Described,
    ];
    /// Objects that only the program's own references count, so that their count can be printed.
    pub const COUNTED: &[Kind] = &[
        Kind::Thing,
        Kind::Slotted,
        Kind::Pile,
        Kind::Quiet,
        Kind::List,
        Kind::Dict,
        Kind::Set,
        Kind::Look,
        Kind::Generator,
        Kind::Ref,
        Kind::Method,
        Kind::Error,
    ];

    /// The letters that its names begin with.
    fn letters(self) -> &'static str {
        match self {
            Kind::Thing => "thing",
            Kind::Slotted => "slotted",
            Kind::Pile => "pile",
            Kind::Quiet => "quiet",
            Kind::List => "items",
            Kind::Tuple => "row",
            Kind::Dict => "table",
            Kind::Set => "numbers",
            Kind::Look => "look",
            Kind::Generator => "steps",
            Kind::Ref => "ref",
            Kind::Iterator => "walk",
            Kind::Method => "method",
            Kind::Error => "error",
            Kind::View => "view",
            Kind::WeakValues => "weakly",
            Kind::WeakKeys => "notes",
            Kind::WeakSet => "crowd",
            Kind::Proxy => "proxy",
            Kind::Finalizer => "final",
            Kind::Described => "described",
            Kind::Any => "x",
        }
    }
}

/// The names of the module, of the functions and of the branches that are being written, innermost last.
#[derive(Debug)]
pub struct Scopes {
    scopes: Vec<Scope>,
    /// Names of the module that were bound in a branch, and may be there or not.
    doubtful: Vec<String>,
    made: u32,
}

#[derive(Debug, Default)]
struct Scope {
    names: Vec<(String, Kind)>,
    /// A function sees nothing of the scopes around it.
    is_function: bool,
}

impl Default for Scopes {
    fn default() -> Self {
        Self {
            scopes: vec![Scope::default()],
            doubtful: Vec::new(),
            made: 0,
        }
    }
}

impl Scopes {
    /// A name that no other is equal to, for something of this kind; it is not declared yet.
    pub fn new_name(&mut self, kind: Kind) -> String {
        self.made += 1;
        format!("{}{}", kind.letters(), self.made)
    }

    /// From here on the name leads to something of this kind.
    pub fn declare(&mut self, name: &str, kind: Kind) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.retain(|(known, _)| known != name);
            scope.names.push((name.to_string(), kind));
        }
    }

    /// The name is there no more. Only the innermost scope's names may go, for an outer one's may be needed if the branch
    /// does not run.
    pub fn forget(&mut self, name: &str) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.retain(|(known, _)| known != name);
        }
    }

    /// The innermost scope's names.
    pub fn own(&self) -> Vec<String> {
        let scope = self.scopes.last();
        let names = scope.into_iter().flat_map(|scope| &scope.names);
        names.map(|(name, _)| name.clone()).collect()
    }

    /// The names that can be read here and lead to something of one of the kinds.
    pub fn visible(&self, kinds: &[Kind]) -> Vec<String> {
        let mut found = Vec::new();
        for scope in self.scopes.iter().rev() {
            let named = scope.names.iter().filter(|(_, kind)| kinds.contains(kind));
            found.extend(named.map(|(name, _)| name.clone()));
            if scope.is_function {
                break;
            }
        }
        found
    }

    /// What a name that can be read here leads to.
    pub fn kind_of(&self, name: &str) -> Kind {
        let mut names = self.scopes.iter().rev().flat_map(|scope| &scope.names);
        names
            .find(|(known, _)| known == name)
            .map_or(Kind::Any, |(_, kind)| *kind)
    }

    /// Opens the scope of a branch or a loop's body.
    pub fn enter_branch(&mut self) {
        self.scopes.push(Scope::default());
    }

    /// Opens the scope of a function.
    pub fn enter_function(&mut self) {
        self.scopes.push(Scope {
            is_function: true,
            ..Scope::default()
        });
    }

    /// Closes the innermost scope.
    pub fn leave(&mut self) {
        let Some(scope) = self.scopes.pop() else {
            return;
        };
        let is_local = scope.is_function || self.scopes.iter().any(|outer| outer.is_function);
        if !is_local {
            let names = scope.names.into_iter();
            self.doubtful.extend(names.map(|(name, _)| name));
        }
    }

    /// The names of the module that branches have bound.
    pub fn doubtful(&self) -> &[String] {
        &self.doubtful
    }
}
