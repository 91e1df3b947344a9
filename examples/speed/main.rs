//! What the reader feels on a store of many articles: how soon the stories are there; how soon a key is answered, alone, while an
//! update reads feeds of this machine, and while another program adds to the store; how much memory that takes; and whether anything
//! happens while nothing does.
//!
//! `cargo build --profile quick && cargo run --profile quick --example speed [-- ARTICLES [STORE]]` (or `--release` for both) runs the
//! program built beside it in a pseudo-terminal of 200 by 60, on 100,000 invented articles where no number is given. A STORE that is
//! not there is made and kept, so that another run need not make it again; what is measured is a copy of it.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
#[path = "../store_scale/news.rs"]
mod news;
#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "news is made of single texts and stories alone")]
#[path = "../../benches/prose/mod.rs"]
mod prose;
#[cfg(target_os = "linux")]
mod session;
#[cfg(target_os = "linux")]
mod update;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    linux::main()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: memory and wake-ups are read from /proc, which is Linux's");
}
