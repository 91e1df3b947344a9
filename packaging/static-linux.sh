#!/bin/sh
# Builds the program that runs on every Linux, whatever C library that has: linked against musl, all of it in one file. Packs it with its
# manual page, completions and licences as target/packages/newsdiff-VERSION-x86_64-unknown-linux-musl.tar.gz, as
# [package.metadata.binstall] in Cargo.toml names it, and writes its SHA-256 beside it.
#
# Where something is missing it says all that is, how to get it, and fails.
set -eu
cd "$(dirname "$0")/.."

target=x86_64-unknown-linux-musl
missing=

need() {
    missing="$missing
  $1
      $2"
}

command -v cargo > /dev/null && command -v rustc > /dev/null || need "Rust" "https://rustup.rs installs it"

libraries=$(rustc --print target-libdir --target "$target" 2> /dev/null || :)
if ! ls "$libraries"/libstd-*.rlib > /dev/null 2>&1; then
    need "Rust's libraries for $target" "rustup target add $target"
fi

# SQLite and the cryptography of TLS are C, which a compiler for the usual C library would build against that.
compiler=${CC_x86_64_unknown_linux_musl:-}
for found in x86_64-linux-musl-gcc musl-gcc; do
    [ -n "$compiler" ] || ! command -v "$found" > /dev/null || compiler=$found
done
if [ -z "$compiler" ] || ! command -v "$compiler" > /dev/null; then
    need "a C compiler for musl${compiler:+ ($compiler is none)}" "apt-get install musl-tools, dnf install musl-gcc, pacman -S musl; or name one in CC_x86_64_unknown_linux_musl"
fi

command -v readelf > /dev/null || need "readelf, to look at what was built" "it comes with binutils"

if [ -n "$missing" ]; then
    printf 'The static program cannot be built here. Missing:%s\n' "$missing" >&2
    exit 1
fi

export CC_x86_64_unknown_linux_musl="$compiler"
cargo build --release --locked --bin newsdiff --target "$target"

built=${CARGO_TARGET_DIR:-target}/$target/release/newsdiff
if readelf -d "$built" 2> /dev/null | grep -q NEEDED; then
    echo "$built needs libraries of the system it runs on, and so is not static:" >&2
    readelf -d "$built" | grep NEEDED >&2
    exit 1
fi

version=$("$built" --version | cut -d ' ' -f 2)
name=newsdiff-$version-$target
packages=${CARGO_TARGET_DIR:-target}/packages
rm -rf "${packages:?}/$name"
mkdir -p "$packages/$name"
cp "$built" README.md CHANGELOG.md LICENSE LICENSE-MIT LICENSE-APACHE config.example.toml docs/manual.md "$packages/$name"
packaging/extras.sh "$built" "$packages/$name/extras"
# The same bytes from the same program: names in order, no owner, no time of packing.
tar -C "$packages" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - "$name" | gzip -9n > "$packages/$name.tar.gz"
(cd "$packages" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
rm -r "${packages:?}/$name"
echo "$packages/$name.tar.gz"
