# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the weights file of extractor/encoder/README.md.

    export.py --shared SHARED --tokens FILE --base FOLDER CHECKPOINT OUT

The first three are train.py's: what products read is measured on some windows
of its text.  Columns of it are moved to mean 0 and brought nearer to each other
before they are quantised (Xiao et al. 2023, SmoothQuant); weights are rounded
so that what one loses others make up for (Frantar et al. 2023, GPTQ).
"""
import argparse
import hashlib
import pathlib
import struct

import numpy as np
import torch

import model as network

TEXT, S8, F32 = 0, 1, 2
MOST = 64               # of weights: 2·255·64 is the most 16 bits hold
WINDOWS = 128           # to measure on
# Added to the score of "no name": losses over sets of labels leave names a
# little too likely.  Chosen on development parts (LOG.md).
NO_NAME = 0.7


class Moments:
    """Mean and covariance of a product's inputs."""

    def __init__(self, size):
        self.n, self.sum = 0, np.zeros(size)
        self.squares = np.zeros((size, size))

    def add(self, x):
        self.n += len(x)
        self.sum += x.sum(0).double().numpy()
        self.squares += (x.T @ x).double().numpy()

    def mean(self):
        return self.sum / self.n

    def covariance(self):
        return self.squares / self.n - np.outer(self.mean(), self.mean())


def batches(args, labels):
    """Some windows of text that the network was trained on."""
    import data
    import train
    cut = train.Pieces(args.base)
    dev = set((train.HERE / "dev.list").read_text().split())
    sets = [[d for _, d in data.gum(args.shared / "corpora/gum/train.conllu")],
            [d for stem, d in data.annotated(args.shared / "annotated",
                                             args.tokens, set())
             if stem not in dev]]
    chosen = []
    for documents in sets:
        found = [w for d in documents
                 for w in list(train.windows(d, cut, network.WINDOW))[:4]]
        chosen += found[::len(found) // (WINDOWS // 2)][:WINDOWS // 2]
    for i in range(0, len(chosen), 16):
        yield train.Batch(chosen[i:i + 16], cut, labels)


def measure(core, some):
    """product -> moments of what it reads."""
    moments, known = {}, None

    def hook(layer, inputs, _):
        x = inputs[0]
        x = x[known] if x.dim() == 3 else x
        moments.setdefault(layer, Moments(x.shape[1])).add(x)

    hooks = [m.register_forward_hook(hook) for m in core.modules()
             if isinstance(m, torch.nn.Linear)]
    core.eval()
    with torch.no_grad():
        for b in some:
            known = torch.arange(b.pieces.shape[1]) < b.lengths[:, None]
            x = core.words(core.outputs(b.pieces, b.shapes, b.lengths),
                           b.rows, b.word, b.n, b.count)
            core.tags(x[0])
            tree = core.tree(x[1])
            core.relations(tree[1:, 2], tree[:-1, 3])
            core.names(x[2])
    for h in hooks:
        h.remove()
    return moments


def quantise(weight, axis, most=127):
    """Integers −most…most and the scale of each row or column."""
    scale = np.abs(weight).max(axis=axis, keepdims=True) / most
    scale[scale == 0] = 1.0
    return (np.rint(weight / scale).astype(np.int8),
            scale.astype(np.float32).reshape(1, -1))


def compensate(weight, covariance):
    """The same of columns; the error of each row's rounding is made up for in
    the rows behind it."""
    _, scale = quantise(weight, 0, MOST)
    damp = 0.01 * np.diag(covariance).mean()
    damped = covariance + damp * np.eye(len(weight))
    factor = np.linalg.cholesky(np.linalg.inv(damped)).T
    rest, q = weight.copy(), np.zeros(weight.shape, np.int8)
    for i in range(len(weight)):
        q[i] = np.clip(np.rint(rest[i] / scale[0]), -MOST, MOST)
        off = (rest[i] - q[i] * scale[0]) / factor[i, i]
        rest[i + 1:] -= np.outer(factor[i, i + 1:], off)
    return q, scale


class Product:
    """Weights [in][out] and bias, and the moments of the input."""

    def __init__(self, layer, moments=None):
        self.weight = layer.weight.detach().double().numpy().T.copy()
        self.bias = layer.bias.detach().double().numpy().copy()
        self.mean = moments and moments.mean()
        self.covariance = moments and moments.covariance()

    def smooth(self):
        """Makes the product read (x − m)/s; returns m and s."""
        spread = np.sqrt(np.diag(self.covariance).clip(1e-10))
        size = np.sqrt((self.weight ** 2).mean(1).clip(1e-10))
        s = np.sqrt(spread / size)
        s /= np.exp(np.log(s).mean())
        m = self.mean
        self.bias += m @ self.weight
        self.weight *= s[:, None]
        self.mean = (self.mean - m) / s
        self.covariance /= np.outer(s, s)
        return m, s

    def divide(self, m, s, columns):
        """Makes these columns (y − m)/s."""
        self.bias[columns] = (self.bias[columns] - m) / s
        self.weight[:, columns] /= s

    def made(self):
        """Mean and spread of the columns."""
        spread = np.einsum("ic,ij,jc->c", self.weight, self.covariance, self.weight,
                           optimize=True)
        return self.bias + self.mean @ self.weight, np.sqrt(spread.clip(1e-10))

    def quantise(self):
        """Integers, scales and bias."""
        if self.mean is None:
            return *quantise(self.weight, 0, MOST), self.bias
        q, scale = compensate(self.weight, self.covariance)
        return q, scale, self.bias + self.mean @ (self.weight - q * scale)


def questions_smooth(qkv):
    """Gives the numbers of questions and of keys like sizes, and keys a mean of
    0: their products change by nothing or by the same for all keys."""
    mean, spread = qkv.made()
    q, k = slice(0, network.DIM), slice(network.DIM, 2 * network.DIM)
    s = np.sqrt(spread[k] / np.hypot(mean[q], spread[q]))
    qkv.divide(0, 1 / s, q)
    qkv.divide(mean[k], s, k)


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

    def product(self, name, product):
        """Weights in the order that the encoder reads them in."""
        q, scale, bias = product.quantise()
        bias = bias[None].astype(np.float32)
        offset = q.sum(0, dtype=np.int64).astype(np.float32) * scale
        fill = ((0, 0), (0, -q.shape[1] % 16))
        q = np.pad(q, fill)
        rows, columns = q.shape
        packed = q.reshape(rows // 4, 4, columns // 16, 16).transpose(2, 0, 3, 1)
        self.bytes(name, np.ascontiguousarray(packed).reshape(rows, columns))
        self.floats(name + ".columns", np.pad(np.concatenate(
            [scale, offset, bias]), fill))

    def linear(self, name, layer):
        self.product(name, Product(layer))

    def norm(self, name, layer, m=0.0, s=1.0):
        """What is kept, and what the next product reads."""
        gain = layer.weight.detach().numpy()
        offset = layer.bias.detach().numpy()
        self.floats(name, np.stack([gain, offset, gain / s, (offset - m) / s]))

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
        head = struct.pack("<8sIIQ8x", b"ENTCORE\n", 3, len(self.tensors), at)
        digest = hashlib.sha256(head + entries + body).digest()
        with open(path, "wb") as file:
            file.write(head + digest + entries + body)


def layers_write(w, core, moments):
    before, name = core.norm, "embed/norm"
    for i, layer in enumerate(core.layers):
        n = "layer%d/" % i
        qkv, out, up, down = (Product(x, moments[x]) for x in (
            layer.qkv, layer.out, layer.up, layer.down))
        w.norm(name, before, *qkv.smooth())
        qkv.divide(*out.smooth(), slice(2 * network.DIM, None))
        questions_smooth(qkv)
        w.norm(n + "norm1", layer.norm1, *up.smooth())
        for part, product in (("qkv", qkv), ("out", out), ("up", up),
                              ("down", down)):
            w.product(n + part, product)
        before, name = layer.norm2, n + "norm2"
    w.norm(name, before)


def export(core, labels, vocabulary, about, moments, path):
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
    layers_write(w, core, moments)
    w.floats("head/mix", core.weights().detach().numpy())
    w.floats("head/parse.root", core.root.detach().numpy())
    w.floats("head/parse.bias", core.bias.detach().numpy())
    for name in ("tag", "parse1", "parse2", "relation", "names1", "names2"):
        layer = getattr(core, name)
        product = Product(layer, moments[layer])
        if name == "names2":
            product.bias[labels["names"].index("name:O")] += NO_NAME
        w.product("head/" + name, product)
    w.write(path)


def main():
    parser = argparse.ArgumentParser()
    for name in ("shared", "tokens", "base"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    args = parser.parse_args()
    kept = torch.load(args.checkpoint, weights_only=True)
    labels, vocabulary = kept["labels"], kept["vocabulary"]
    core = network.Core({k: len(v) for k, v in labels.items()}, len(vocabulary))
    core.load_state_dict(kept["state"], strict=False)
    export(core, labels, vocabulary, kept["about"],
           measure(core, batches(args, labels)), args.out)


if __name__ == "__main__":
    main()
