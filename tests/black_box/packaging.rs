//! The scripts that pack newsdiff, with programs that stand for those a machine may lack.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of programs, the only ones the script finds beside those every system has.
struct Programs {
    folder: tempfile::TempDir,
}

/// What every system has; compilers and Rust are not among them.
const USUAL: [&str; 15] = [
    "sh",
    "dirname",
    "ls",
    "grep",
    "cut",
    "rm",
    "cp",
    "mkdir",
    "cat",
    "tar",
    "gzip",
    "sha256sum",
    "sort",
    "chmod",
    "env",
];

impl Programs {
    fn new() -> Programs {
        let programs = Programs { folder: tempfile::tempdir().expect("a folder") };
        let path = std::env::var("PATH").unwrap_or_default();
        for name in USUAL {
            let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file());
            let found = found.unwrap_or_else(|| panic!("{name} is missing"));
            std::os::unix::fs::symlink(found, programs.path(name)).expect("linked");
        }
        programs
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, name: &str, script: &str) {
        fs::write(self.path(name), format!("#!/bin/sh\n{script}\n")).expect("written");
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// Runs the script that builds the static program.
    fn build(&self) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/static-linux.sh");
        let mut command = Command::new("/bin/sh");
        command.arg(script).env_clear().env("PATH", self.folder.path()).env("HOME", self.folder.path());
        command.env("CARGO_TARGET_DIR", self.path("target")).output().expect("started")
    }
}

#[test]
fn a_machine_without_musl_is_told_all_it_lacks() {
    let programs = Programs::new();
    let done = programs.build();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    for remedy in ["https://rustup.rs", "rustup target add x86_64-unknown-linux-musl", "musl-tools", "binutils"] {
        assert!(said.contains(remedy), "{remedy}: {said}");
    }
    for (name, script) in [("cargo", "exit 9"), ("rustc", "exit 1"), ("readelf", ""), ("musl-gcc", "")] {
        programs.add(name, script);
    }
    let done = programs.build();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("rustup target add") && !said.contains("musl-tools") && !said.contains("binutils"), "{said}");
}

/// A machine that has all of it; its cargo builds what calls the program these tests run.
fn a_whole_machine(needs: &str) -> Programs {
    let programs = Programs::new();
    fs::create_dir(programs.path("lib")).expect("a folder");
    fs::write(programs.path("lib/libstd-1.rlib"), "").expect("written");
    programs.add("rustc", &format!("echo {}", programs.path("lib").display()));
    let built = programs.path("target/x86_64-unknown-linux-musl/release");
    let program = env!("CARGO_BIN_EXE_newsdiff");
    let folder = built.display();
    // A program of a debug build is large, and packing it would take a minute: what is packed calls it.
    programs.add("built", &format!("exec {program} \"$@\""));
    let built = programs.path("built");
    programs.add("cargo", &format!("mkdir -p {folder} && cp {} {folder}/newsdiff", built.display()));
    programs.add("musl-gcc", "");
    programs.add("readelf", &format!("echo '{needs}'"));
    programs
}

#[test]
fn the_package_holds_the_program_and_all_that_belongs_to_it() {
    let programs = a_whole_machine("There is no dynamic section in this file.");
    let done = programs.build();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let package = String::from_utf8_lossy(&done.stdout).trim().to_owned();
    let name = format!("newsdiff-{}-x86_64-unknown-linux-musl", env!("CARGO_PKG_VERSION"));
    assert!(package.ends_with(&format!("/{name}.tar.gz")), "{package}");
    let listed = Command::new("tar").args(["tzf", &package]).output().expect("started");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    for file in
        ["newsdiff", "LICENSE-MIT", "manual.md", "extras/newsdiff.1", "extras/newsdiff.bash", "extras/_newsdiff"]
    {
        assert!(listed.lines().any(|line| line == format!("{name}/{file}")), "{file}: {listed}");
    }
    let sum = fs::read_to_string(format!("{package}.sha256")).expect("a sum");
    let bytes = fs::read(&package).expect("a package");
    assert!(programs.build().status.success());
    assert_eq!(fs::read(&package).expect("a package"), bytes, "packed again it is the same");
    assert_eq!(fs::read_to_string(format!("{package}.sha256")).expect("a sum"), sum);
}

#[test]
fn a_program_that_needs_libraries_is_not_packed() {
    let programs = a_whole_machine(" 0x1 (NEEDED) Shared library: [libc.so.6]");
    let done = programs.build();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!done.status.success() && said.contains("libc.so.6") && said.contains("not static"), "{said}");
    assert!(!programs.path("target/packages").exists());
}

#[test]
fn what_packages_are_to_hold_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).expect("read").parse().expect("TOML");
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().expect("a list");
    let extras = tempfile::tempdir().expect("a folder");
    let script = root.join("packaging/extras.sh");
    let done = Command::new(script).arg(env!("CARGO_BIN_EXE_newsdiff")).arg(extras.path()).status().expect("started");
    assert!(done.success());
    for asset in assets {
        let from = asset[0].as_str().expect("a path");
        let there = match from.strip_prefix("target/extras/") {
            Some(name) => extras.path().join(name).is_file(),
            None => from == "target/release/newsdiff" || root.join(from).is_file(),
        };
        assert!(there, "{from}");
    }
}
