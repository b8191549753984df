"""ConvNeXt-T (Liu et al., 2022) in plain torch.nn, with timm's layer names."""

import torch
from torch import Tensor, nn
from torch.nn import functional

DEPTHS = (3, 3, 9, 3)
WIDTHS = (96, 192, 384, 768)


class ChannelNorm(nn.LayerNorm):
    """Normalises over the channels of [N, C, H, W]."""

    def forward(self, x: Tensor) -> Tensor:
        x = functional.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps)
        return x.permute(0, 3, 1, 2)


class Mlp(nn.Module):
    """Two linear layers with GELU between them."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, hidden)
        self.act = nn.GELU()
        self.fc2 = nn.Linear(hidden, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(self.act(self.fc1(x)))


class Block(nn.Module):
    """A depthwise convolution of 7 x 7, then a norm and a network for every place."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(width))
        self.conv_dw = nn.Conv2d(width, width, 7, 1, 3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.mlp = Mlp(width, 4 * width)

    def forward(self, x: Tensor) -> Tensor:
        branch = self.mlp(self.norm(self.conv_dw(x).permute(0, 2, 3, 1))).permute(0, 3, 1, 2)
        return branch.mul(self.gamma.view(1, -1, 1, 1)) + x


class Stage(nn.Module):
    """A strided convolution where the width changes, and blocks."""

    def __init__(self, inputs: int, width: int, depth: int) -> None:
        super().__init__()
        self.downsample = nn.Identity()
        if inputs != width:
            self.downsample = nn.Sequential(ChannelNorm(inputs, eps=1e-6), nn.Conv2d(inputs, width, 2, 2))
        self.blocks = nn.Sequential(*(Block(width) for _ in range(depth)))

    def forward(self, x: Tensor) -> Tensor:
        return self.blocks(self.downsample(x))


class Head(nn.Module):
    """Mean, norm, linear layer."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.norm = ChannelNorm(width, eps=1e-6)
        self.fc = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.norm(x.mean((2, 3), keepdim=True)).flatten(1))


class ConvNext(nn.Module):
    """Stem, four stages, head."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, WIDTHS[0], 4, 4), ChannelNorm(WIDTHS[0], eps=1e-6))
        inputs = (WIDTHS[0], *WIDTHS)
        self.stages = nn.Sequential(*(Stage(inputs[i], WIDTHS[i], DEPTHS[i]) for i in range(4)))
        self.head = Head(WIDTHS[-1], classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.stages(self.stem(x)))
