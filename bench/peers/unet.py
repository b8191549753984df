"""U-Net (Ronneberger et al., 2015) with a ResNet-18 as encoder in plain torch.nn, with segmentation_models_pytorch's layer names."""

import torch
from torch import Tensor, nn
from torch.nn import functional

import networks

WIDTHS = (256, 128, 64, 32, 16)


class Encoder(networks.ResNet):
    """A ResNet-18 that gives its maps, smallest first."""

    def __init__(self) -> None:
        super().__init__((2, 2, 2, 2), 1)
        del self.fc

    def forward(self, x: Tensor) -> list[Tensor]:
        maps = [self.act1(self.bn1(self.conv1(x)))]
        x = self.maxpool(maps[0])
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
            maps.insert(0, x)
        return maps


def convolution(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class DecoderBlock(nn.Module):
    """Doubles the sides, adds the encoder's map, convolves twice."""

    def __init__(self, inputs: int, skip: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = convolution(inputs + skip, outputs)
        self.conv2 = convolution(outputs, outputs)

    def forward(self, x: Tensor, skip: Tensor | None) -> Tensor:
        x = functional.interpolate(x, scale_factor=2, mode="nearest")
        if skip is not None:
            x = torch.cat((x, skip), 1)
        return self.conv2(self.conv1(x))


class Decoder(nn.Module):
    """Five blocks."""

    def __init__(self) -> None:
        super().__init__()
        inputs, skips = (512, *WIDTHS), (256, 128, 64, 64, 0)
        self.blocks = nn.ModuleList(DecoderBlock(inputs[i], skips[i], WIDTHS[i]) for i in range(5))

    def forward(self, maps: list[Tensor]) -> Tensor:
        x, *skips = maps
        for block, skip in zip(self.blocks, [*skips, None], strict=True):
            x = block(x, skip)
        return x


class Unet(nn.Module):
    """Images to a map for each class."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.segmentation_head = nn.Sequential(nn.Conv2d(WIDTHS[-1], classes, 3, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.segmentation_head(self.decoder(self.encoder(x)))
