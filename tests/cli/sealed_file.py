"""Sealed and signed files after src/exchange/FORMAT.md, written a second time: Python calls libsodium through PyNaCl.

seal IN OUT PASSPHRASE [SEED...]   seals for the passphrase and for the keys of these seeds (32 bytes in hexadecimal)
open IN OUT PASSPHRASE             opens with the passphrase
open IN OUT --seed SEED            opens with the key of the seed
verify IN                          prints the key that signed a plan file
"""
import hashlib
import os
import struct
import sys
from pathlib import Path

from nacl import bindings as sodium

MAGIC = b"\x89TZS\r\n\x1a\n"
CHUNK = 65536
FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL


def keyed(key, message):
    return hashlib.blake2b(message, key=key, digest_size=32).digest()


def stretch(passphrase, salt, passes, kibibytes):
    return sodium.crypto_pwhash_alg(32, passphrase.encode(), salt, passes, kibibytes * 1024, 2)


def box_keys(seed):
    public, secret = sodium.crypto_sign_seed_keypair(seed)
    return (public, sodium.crypto_sign_ed25519_pk_to_curve25519(public),
            sodium.crypto_sign_ed25519_sk_to_curve25519(secret))


def seal(content, passphrase, seeds, passes=1, kibibytes=64):
    file_key = os.urandom(32)
    stanzas = []
    if passphrase:
        parameters = struct.pack("<II", passes, kibibytes) + os.urandom(16)
        nonce = os.urandom(24)
        key = stretch(passphrase, parameters[8:], passes, kibibytes)
        locked = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(file_key, parameters, nonce, key)
        stanzas.append((1, parameters + nonce + locked))
    for seed in seeds:
        public, box_public, _ = box_keys(seed)
        stanzas.append((2, public + sodium.crypto_box_seal(file_key, box_public)))
    head = MAGIC + struct.pack("<IH", 1, len(stanzas))
    for kind, body in stanzas:
        head += struct.pack("<BH", kind, len(body)) + body
    made = head + keyed(keyed(file_key, b"tongzhou sealed head"), head)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    made += sodium.crypto_secretstream_xchacha20poly1305_init_push(state, keyed(file_key, b"tongzhou sealed content"))
    pieces = [content[i:i + CHUNK] for i in range(0, len(content), CHUNK)] or [b""]
    for i, piece in enumerate(pieces):
        made += sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, tag=FINAL if i + 1 == len(pieces) else 0)
    return made


def unseal(sealed, passphrase=None, seed=None):
    assert sealed[:8] == MAGIC
    version, count = struct.unpack_from("<IH", sealed, 8)
    assert version == 1
    at, file_key = 14, None
    for _ in range(count):
        kind, size = struct.unpack_from("<BH", sealed, at)
        body = sealed[at + 3:at + 3 + size]
        at += 3 + size
        if kind == 1 and passphrase is not None:
            passes, kibibytes = struct.unpack_from("<II", body)
            key = stretch(passphrase, body[8:24], passes, kibibytes)
            file_key = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(body[48:], body[:24], body[24:48], key)
        if kind == 2 and seed is not None:
            public, box_public, box_secret = box_keys(seed)
            if body[:32] == public:
                file_key = sodium.crypto_box_seal_open(body[32:], box_public, box_secret)
    assert file_key is not None, "for nobody here"
    assert keyed(keyed(file_key, b"tongzhou sealed head"), sealed[:at]) == sealed[at:at + 32]
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[at + 32:at + 56],
                                                           keyed(file_key, b"tongzhou sealed content"))
    content, at = b"", at + 56
    while True:
        piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed[at:at + CHUNK + 17])
        content += piece
        at += CHUNK + 17
        if tag == FINAL:
            assert at >= len(sealed)
            return content


def signer(file):
    assert file[-104:-96] == b"\x89TZG\r\n\x1a\n", "not signed"
    key, signature = file[-96:-64], file[-64:]
    message = hashlib.blake2b(b"tongzhou plan file 1\n" + file[:-104], digest_size=64).digest()
    assert sodium.crypto_sign_open(signature + message, key) == message
    return key.hex()


def main(task, source, *rest):
    source = Path(source).read_bytes()
    if task == "seal":
        Path(rest[0]).write_bytes(seal(source, rest[1], [bytes.fromhex(seed) for seed in rest[2:]]))
    elif task == "open" and rest[1] == "--seed":
        Path(rest[0]).write_bytes(unseal(source, seed=bytes.fromhex(rest[2])))
    elif task == "open":
        Path(rest[0]).write_bytes(unseal(source, passphrase=rest[1]))
    elif task == "verify":
        print(signer(source))


if __name__ == "__main__":
    main(*sys.argv[1:])
