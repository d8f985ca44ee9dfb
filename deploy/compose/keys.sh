#!/bin/sh
# Makes the key folders that the services read, once: what is there is left alone.
set -eu
umask 077

pair() { # purpose, options of openssl genpkey
  folder=$1
  shift
  mkdir -p "$folder"
  [ -e "$folder/compose-1.private.pem" ] || {
    openssl genpkey "$@" -out "$folder/compose-1.private.pem"
    openssl pkey -in "$folder/compose-1.private.pem" -pubout -out "$folder/compose-1.public.pem"
  }
}

secret() { # purpose
  mkdir -p "$1"
  [ -e "$1/compose-1.secret" ] || openssl rand -base64 32 >"$1/compose-1.secret"
}

cd "${1:-/keys}"
pair password -algorithm X25519
pair link -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:named_curve
secret challenge
secret request
# The services' user reads them, nobody else does.
chown -R 10001 . 2>/dev/null || true
