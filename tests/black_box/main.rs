//! newsdiff from outside: the sources as files, the built program as a process.

mod claims;
mod difftool;
mod disks;
#[cfg(unix)]
mod docs;
mod doctor;
mod exports;
mod feeds;
mod net;
#[cfg(target_os = "linux")]
mod packaging;
mod pages;
#[cfg(unix)]
mod pty;
mod roles;
mod shells;
mod store;
mod themes;
mod tidy;
mod tiers;
