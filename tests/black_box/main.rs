//! newsdiff from outside: the sources as files, the built program as a process.

mod claims;
mod difftool;
mod disks;
mod doctor;
mod exports;
mod feeds;
mod net;
mod pages;
#[cfg(unix)]
mod pty;
mod roles;
mod shells;
mod store;
mod themes;
mod tidy;
mod tiers;
