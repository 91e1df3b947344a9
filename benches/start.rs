//! From exec to the first screen of the sample edition, in a pseudo-terminal.
//!
//! Run with `cargo bench --bench start`.

#[cfg(unix)]
fn main() {
    divan::main();
}

#[cfg(not(unix))]
fn main() {
    println!("skipped: start needs a Unix pseudo-terminal");
}

#[cfg(unix)]
mod unix {
    use std::io::{Read, Write};

    use divan::Bencher;
    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

    /// The last line of the first screen.
    const SHOWN: &[u8] = b"Sample edition";
    /// How the program asks for the terminal's ground.
    const QUESTION: &[u8] = b"\x1b]11;?";

    #[divan::bench(sample_count = 50)]
    fn first_screen(bencher: Bencher) {
        let home = tempfile::tempdir().expect("a folder");
        bencher.bench_local(|| {
            let size = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };
            let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_newsdiff"));
            command.env_clear();
            for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")] {
                command.env(name, value);
            }
            command.env("HOME", home.path());
            let mut keys = pair.master.take_writer().expect("the terminal's input");
            let mut output = pair.master.try_clone_reader().expect("the terminal's output");
            let child = pair.slave.spawn_command(command).expect("the program starts");
            let (mut written, mut buffer) = (Vec::new(), [0; 16384]);
            let mut answered = false;
            let says = |written: &[u8], words: &[u8]| written.windows(words.len()).any(|w| w == words);
            while !says(&written, SHOWN) {
                let count = output.read(&mut buffer).expect("a screen before the end");
                assert!(count > 0, "it ended without a screen: {}", String::from_utf8_lossy(&written));
                written.extend_from_slice(&buffer[..count]);
                if !answered && says(&written, QUESTION) {
                    keys.write_all(b"\x1b]11;rgb:1010/1010/1010\x1b\\").expect("an answer");
                    answered = true;
                }
            }
            Started { child, _master: pair.master }
        });
    }

    /// The program at its first screen. It is ended when this is dropped, which divan does off the clock.
    struct Started {
        child: Box<dyn Child + Send + Sync>,
        _master: Box<dyn MasterPty>,
    }

    impl Drop for Started {
        fn drop(&mut self) {
            self.child.kill().expect("it ends");
            self.child.wait().expect("it has ended");
        }
    }
}
