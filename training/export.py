# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the weights file of extractor/encoder/README.md.

    export.py CHECKPOINT OUT
"""
import hashlib
import struct
import sys

import numpy as np
import torch

import model as network

TEXT, S8, F32 = 0, 1, 2


def quantise(weight, axis):
    """8-bit integers −127…127 and the scale of each row or column."""
    scale = np.abs(weight).max(axis=axis, keepdims=True) / 127.0
    scale[scale == 0] = 1.0
    return (np.rint(weight / scale).astype(np.int8),
            scale.astype(np.float32).reshape(1, -1))


class Writer:
    def __init__(self):
        self.tensors = []

    def text(self, name, value):
        data = value.encode("utf-8")
        self.tensors.append((name, TEXT, 1, len(data), data))

    def floats(self, name, value):
        value = np.ascontiguousarray(np.atleast_2d(value), dtype="<f4")
        self.tensors.append((name, F32, *value.shape, value.tobytes()))

    def bytes(self, name, value):
        self.tensors.append((name, S8, *value.shape, value.tobytes()))

    def linear(self, name, layer):
        """A product: torch keeps [out][in], the file [in][out]."""
        q, scale = quantise(layer.weight.detach().numpy().T, 0)
        self.bytes(name, np.ascontiguousarray(q))
        self.floats(name + ".scale", scale)
        self.floats(name + ".bias", layer.bias.detach().numpy())

    def write(self, path):
        at = 64 + 96 * len(self.tensors)
        entries, body = b"", b""
        for name, kind, rows, columns, data in self.tensors:
            gap = -at % 64
            body += b"\0" * gap
            at += gap
            entries += struct.pack("<48sIIIIQQ16x", name.encode(), kind, rows,
                                   columns, 0, at, len(data))
            body += data
            at += len(data)
        head = struct.pack("<8sIIQ8x", b"ENTCORE\n", 1, len(self.tensors), at)
        digest = hashlib.sha256(head + entries + body).digest()
        with open(path, "wb") as file:
            file.write(head + digest + entries + body)


def export(state, labels, vocabulary, about, path):
    core = network.Core({k: len(v) for k, v in labels.items()},
                        len(vocabulary))
    core.load_state_dict(state, strict=False)
    w = Writer()
    w.text("text/vocab", "\n".join(vocabulary) + "\n")
    for name, values in labels.items():
        w.text("text/" + name, "\n".join(values) + "\n")
    w.text("text/about", "".join("%s\t%s\n" % x for x in about))
    q, scale = quantise(core.word.weight.numpy(), 1)
    w.bytes("embed/word", q)
    w.floats("embed/word.scale", scale)
    w.floats("embed/position", core.position.weight.detach().numpy())
    w.floats("embed/shape", core.shape.weight.detach().numpy())
    pair = lambda n: np.stack([n.weight.detach().numpy(), n.bias.detach().numpy()])
    w.floats("embed/norm", pair(core.norm))
    for i, layer in enumerate(core.layers):
        n = "layer%d/" % i
        for part in ("qkv", "out", "up", "down"):
            w.linear(n + part, getattr(layer, part))
        w.floats(n + "norm1", pair(layer.norm1))
        w.floats(n + "norm2", pair(layer.norm2))
    w.floats("head/mix", core.weights().detach().numpy())
    w.linear("head/tag", core.tag)
    w.linear("head/parse1", core.parse1)
    w.linear("head/parse2", core.parse2)
    w.floats("head/parse.root", core.root.detach().numpy())
    w.floats("head/parse.bias", core.bias.detach().numpy())
    w.linear("head/relation", core.relation)
    w.linear("head/names1", core.names1)
    w.linear("head/names2", core.names2)
    w.write(path)


if __name__ == "__main__":
    checkpoint = torch.load(sys.argv[1], weights_only=True)
    export(checkpoint["state"], checkpoint["labels"],
           checkpoint["vocabulary"], checkpoint["about"], sys.argv[2])
