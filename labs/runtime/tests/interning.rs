//! Which strings are one object, and how long it lives.

use runtime::object::{bytes, str};
use runtime::{Config, Obj, Profile, Version, interning, statics};

fn start(version: Version) {
    let config = Config {
        profile: Profile::of(version),
        limit: 16 << 20,
    };
    runtime::start(config).expect("the host reserves the heap");
}

fn is_in_table(address: u64) -> bool {
    interning::all().iter().any(|it| it.address() == address)
}

/// Interns a text and lets it go: whether the table still has it.
fn stays(text: &str, intern: fn(Obj) -> Obj) -> bool {
    let address = intern(str::new(text)).address();
    is_in_table(address)
}

#[test]
fn equal_strings_are_one_object_once_they_are_interned() {
    start(Version::V3_13);
    let (a, b) = (str::new("a_name_of_ours"), str::new("a_name_of_ours"));
    assert!(!a.is(&b));
    let (a, b) = (interning::intern(a), interning::intern(b));
    assert!(a.is(&b));
    assert_eq!(a.refcount(), 2);
}

#[test]
fn a_version_says_what_stays() {
    for version in Version::ALL {
        start(version);
        let any = stays("any_string", interning::intern);
        let name = stays("a_name", interning::intern_name);
        assert_eq!(any, version == Version::V3_12, "{version}");
        assert_eq!(name, version >= Version::V3_12, "{version}");
    }
}

#[test]
fn a_string_that_turns_out_to_be_a_name_stays() {
    start(Version::V3_13);
    let string = interning::intern(str::new("a_name"));
    assert!(!string.is_immortal());
    assert!(interning::intern_text("a_name").is(&string));
    assert!(string.is_immortal());
}

#[test]
fn some_letters_stand_twice_in_two_versions() {
    let apart = |letter: &str| !interning::intern(str::new(letter)).is(&str::new(letter));
    for version in Version::ALL {
        start(version);
        let twice = matches!(version, Version::V3_11 | Version::V3_12);
        assert_eq!(apart("a"), twice, "{version}");
        assert!(!apart("z"), "{version}");
    }
    start(Version::V3_11);
    assert!(apart("w"));
    start(Version::V3_12);
    assert!(!apart("w"));
}

#[test]
fn bytes_of_one_are_shared_unless_a_new_object_is_asked_for() {
    start(Version::V3_12);
    assert!(bytes::new(b"a").is(&statics::one_byte(b'a')));
    assert!(!bytes::new(b"ab").is(&bytes::new(b"ab")));
    let fresh = bytes::instance(&runtime::StaticType::Bytes.object(), b"a");
    assert!(!fresh.is(&bytes::new(b"a")));
    assert_eq!(bytes::to_vec(&statics::one_byte(0xff)), [0xff]);
}
