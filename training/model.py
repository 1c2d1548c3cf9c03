# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""The core's network in PyTorch: what extractor/encoder computes in C.

Shapes: B windows of T pieces, W words in all, 384 numbers each.
"""
import math

import torch
import torch.nn as nn

DIM, HEADS, LAYERS, MIDDLE = 384, 12, 6, 1024
WINDOW = 128        # pieces of a window, [CLS] and [SEP] among them
SHAPES = 8
TREE = 128          # numbers of each of d, h, a, b
NAMES = 384         # numbers between the two products for names
TASKS = ("tag", "tree", "names", "coref")


class Bend(torch.autograd.Function):
    """GELU as I-BERT approximates it (Kim et al. 2021, eq. 8)."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        y = x.abs().mul_(1 / math.sqrt(2)).clamp_(max=1.769).sub_(1.769)
        y.mul_(y).mul_(-0.2888).add_(1).mul_(torch.sign(x)).add_(1)
        return y.mul_(x).mul_(0.5)

    @staticmethod
    def backward(ctx, grad):
        x, = ctx.saved_tensors
        y = x.abs().mul_(1 / math.sqrt(2)).clamp_(max=1.769).sub_(1.769)
        slope = (y * x).mul_(-0.2888 * math.sqrt(2))
        y.mul_(y).mul_(-0.2888).add_(1).mul_(torch.sign(x)).add_(1)
        return y.add_(slope).mul_(0.5).mul_(grad)


bend = Bend.apply


class Drop:
    """Dropout whose mask is a stretch of one long random mask: making random
    numbers anew costs a tenth of the training."""

    def __init__(self, p, size=1 << 23):
        keep = torch.rand(size, generator=torch.Generator().manual_seed(7)) >= p
        self.mask = keep.to(torch.bfloat16) / (1 - p)

    def __call__(self, x):
        n = x.numel()
        at = int(torch.randint(self.mask.numel() - n, (1,)))
        return x * self.mask[at:at + n].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(DIM, 3 * DIM)
        self.out = nn.Linear(DIM, DIM)
        self.up = nn.Linear(DIM, MIDDLE)
        self.down = nn.Linear(MIDDLE, DIM)
        self.norm1 = nn.LayerNorm(DIM, eps=1e-12)
        self.norm2 = nn.LayerNorm(DIM, eps=1e-12)
        self.drop = dropout

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        a = (q @ k.transpose(2, 3)) * (DIM // HEADS) ** -0.5 + mask
        a = self.out((a.softmax(3) @ v).transpose(1, 2).reshape(b, t, DIM))
        x = self.norm1(x + (self.drop(a) if self.training else a))
        f = self.down(bend(self.up(x)))
        return self.norm2(x + (self.drop(f) if self.training else f))


class Core(nn.Module):
    """Word scores from pieces; `sizes` counts labels: upos, xpos, relations,
    names."""

    def __init__(self, sizes, vocabulary=30522, dropout=0.1):
        super().__init__()
        self.sizes, self.mask = sizes, Drop(dropout)
        self.word = nn.Embedding(vocabulary, DIM)
        self.word.weight.requires_grad = False
        self.position = nn.Embedding(WINDOW, DIM)
        self.shape = nn.Embedding(SHAPES, DIM)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(DIM, eps=1e-12)
        self.layers = nn.ModuleList(Layer(self.mask) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(len(TASKS), LAYERS + 1))
        self.scale = nn.Parameter(torch.ones(len(TASKS)))
        self.tag = nn.Linear(DIM, sizes["upos"] + sizes["xpos"])
        self.parse1 = nn.Linear(DIM, DIM)
        self.parse2 = nn.Linear(DIM, 4 * TREE)
        self.root = nn.Parameter(torch.randn(2, TREE) * 0.1)
        self.bias = nn.Parameter(torch.zeros(TREE))
        self.relation = nn.Linear(TREE, sizes["relations"])
        self.names1 = nn.Linear(DIM, NAMES)
        self.names2 = nn.Linear(NAMES, sizes["names"])

    def load_base(self, tensors):
        """Takes the weights of a BERT encoder under their usual names; of the
        numbers between `up` and `down`, those with the largest weights."""
        def put(p, name):
            p.data.copy_(tensors[name][:p.shape[0]])
        e = "embeddings."
        put(self.word.weight, e + "word_embeddings.weight")
        put(self.position.weight, e + "position_embeddings.weight")
        self.position.weight.data += tensors[e + "token_type_embeddings.weight"][0]
        put(self.norm.weight, e + "LayerNorm.weight")
        put(self.norm.bias, e + "LayerNorm.bias")
        for i, layer in enumerate(self.layers):
            n = "encoder.layer.%d." % i
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).data.copy_(torch.cat(
                    [tensors[n + "attention.self.%s.%s" % (x, part)]
                     for x in ("query", "key", "value")]))
                put(getattr(layer.out, part), n + "attention.output.dense." + part)
                put(getattr(layer.norm1, part), n + "attention.output.LayerNorm." + part)
                put(getattr(layer.norm2, part), n + "output.LayerNorm." + part)
            up, down = n + "intermediate.dense.", n + "output.dense."
            size = tensors[up + "weight"].norm(dim=1) * \
                tensors[down + "weight"].norm(dim=0)
            kept = size.topk(MIDDLE).indices.sort().values
            layer.up.weight.data.copy_(tensors[up + "weight"][kept])
            layer.up.bias.data.copy_(tensors[up + "bias"][kept])
            layer.down.weight.data.copy_(tensors[down + "weight"][:, kept])
            put(layer.down.bias, down + "bias")

    def drop(self, x):
        return self.mask(x) if self.training else x

    def weights(self):
        """Of the mixes: [tasks][layers + 1]."""
        return self.mix.softmax(1) * self.scale[:, None]

    def outputs(self, pieces, shapes, lengths):
        """Outputs of the embedding and of each layer, [B][T][384]."""
        t = pieces.shape[1]
        place = torch.arange(t)
        x = self.word(pieces) + self.position(place) + self.shape(shapes)
        x = self.drop(self.norm(x))
        mask = torch.where(place[None, :] < lengths[:, None], 0.0, -1e4)
        mask = mask[:, None, None, :]
        result = [x]
        for layer in self.layers:
            x = layer(x, mask)
            result.append(x)
        return result

    def words(self, outputs, rows, word, n, count):
        """Mean of each word's pieces, mixed for each task: [tasks][n][384].

        `rows` are the pieces' places in [B·T], `word` their words, `count`
        the pieces of each word."""
        mix = self.weights()
        vectors = []
        for x in outputs:
            x = x.reshape(-1, DIM)[rows].float()
            mean = torch.zeros(n, DIM).index_add_(0, word, x) / count[:, None]
            vectors.append(mean)
        stack = torch.stack(vectors)
        return torch.einsum("tl,lnd->tnd", mix, stack)

    def tags(self, x):
        both = self.tag(self.drop(x))
        return both.split([self.sizes["upos"], self.sizes["xpos"]], 1)

    def tree(self, x):
        """d, h, a, b of each word: [n][4][128]."""
        x = bend(self.parse1(self.drop(x)))
        x = self.parse2(self.drop(x))
        return x.view(-1, 4, TREE)

    def arcs(self, d, h):
        """Scores of heads: d [S][N][128], h [S][N + 1][128], row 0 the
        root."""
        return (d @ h.transpose(1, 2)) / math.sqrt(TREE) + \
            (h @ self.bias)[:, None, :]

    def relations(self, a, b):
        x = torch.relu(a + b)
        return self.relation(self.drop(x))

    def names(self, x):
        x = bend(self.names1(self.drop(x)))
        return self.names2(self.drop(x))
