"""EfficientNet-B0 (Tan and Le, 2019) in plain torch.nn, with timm's layer names."""

from torch import Tensor, nn

# Expansion, kernel, stride of the first block, channels, blocks.
STAGES = ((1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1))


class SqueezeExcite(nn.Module):
    """Scales every channel by what a small network makes of all channels' means."""

    def __init__(self, channels: int, width: int) -> None:
        super().__init__()
        self.conv_reduce = nn.Conv2d(channels, width, 1)
        self.act1 = nn.SiLU(inplace=True)
        self.conv_expand = nn.Conv2d(width, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        scale = self.conv_expand(self.act1(self.conv_reduce(x.mean((2, 3), keepdim=True))))
        return x * scale.sigmoid()


class SeparableBlock(nn.Module):
    """A depthwise convolution and one of 1 x 1: the block without expansion."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int) -> None:
        super().__init__()
        self.conv_dw = nn.Conv2d(inputs, inputs, kernel, stride, kernel // 2, groups=inputs, bias=False)
        self.bn1 = nn.BatchNorm2d(inputs)
        self.act1 = nn.SiLU(inplace=True)
        self.se = SqueezeExcite(inputs, inputs // 4)
        self.conv_pw = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        return self.bn2(self.conv_pw(self.se(self.act1(self.bn1(self.conv_dw(x))))))


class InvertedResidual(nn.Module):
    """Expansion, depthwise convolution, projection; with a shortcut where the size stays."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        width = inputs * expansion
        self.conv_pw = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.act1 = nn.SiLU(inplace=True)
        self.conv_dw = nn.Conv2d(width, width, kernel, stride, kernel // 2, groups=width, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.act2 = nn.SiLU(inplace=True)
        self.se = SqueezeExcite(width, inputs // 4)
        self.conv_pwl = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.has_shortcut = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        kept = x
        x = self.act1(self.bn1(self.conv_pw(x)))
        x = self.act2(self.bn2(self.conv_dw(x)))
        x = self.bn3(self.conv_pwl(self.se(x)))
        return x + kept if self.has_shortcut else x


class EfficientNet(nn.Module):
    """Stem, seven stages, head."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.conv_stem = nn.Conv2d(3, 32, 3, 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(32)
        self.act1 = nn.SiLU(inplace=True)
        stages, width = [], 32
        for expansion, kernel, stride, outputs, depth in STAGES:
            blocks = []
            for block in range(depth):
                step = stride if block == 0 else 1
                if expansion == 1:
                    blocks.append(SeparableBlock(width, outputs, kernel, step))
                else:
                    blocks.append(InvertedResidual(width, outputs, kernel, step, expansion))
                width = outputs
            stages.append(nn.Sequential(*blocks))
        self.blocks = nn.Sequential(*stages)
        self.conv_head = nn.Conv2d(width, 1280, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(1280)
        self.act2 = nn.SiLU(inplace=True)
        self.classifier = nn.Linear(1280, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks(self.act1(self.bn1(self.conv_stem(x))))
        x = self.act2(self.bn2(self.conv_head(x)))
        return self.classifier(x.mean((2, 3)))
