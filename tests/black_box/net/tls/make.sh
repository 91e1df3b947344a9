#!/bin/sh
# Makes the certificates of the https tests, valid for a hundred years, with openssl 3: `sh make.sh` in this folder. The key of the root
# is thrown away, so nobody can sign with it; the key of the servers guards nothing but the tests.
set -eu

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

# sign NAME SUBJECT NAMES FROM TO: a server's certificate, NAME.pem.
sign() {
    openssl req -new -key key.pem -subj "/CN=$2" -out request.pem
    printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=%s\n' "$3" > extensions
    : > index
    openssl ca -batch -notext -config authority -extfile extensions -startdate "$4" -enddate "$5" -in request.pem -out "$1.pem"
}

cat > authority <<END
[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
rand_serial = yes
certificate = root.pem
private_key = root-key.pem
default_md = sha256
policy = any
[any]
commonName = supplied
END

new_key root-key.pem
new_key key.pem
openssl req -x509 -new -key root-key.pem -subj "/CN=Root of the newsdiff tests" -days 36500 -out root.pem \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
sign server localhost DNS:localhost,IP:127.0.0.1,IP:203.0.113.7 20200101000000Z 21200101000000Z
sign elsewhere elsewhere.example DNS:elsewhere.example 20200101000000Z 21200101000000Z
sign expired localhost DNS:localhost,IP:127.0.0.1 20200101000000Z 20210101000000Z
openssl req -x509 -new -key key.pem -subj /CN=localhost -days 36500 -out itself.pem -addext subjectAltName=DNS:localhost,IP:127.0.0.1
rm -f authority extensions request.pem root-key.pem index index.* [0-9A-F]*.pem
