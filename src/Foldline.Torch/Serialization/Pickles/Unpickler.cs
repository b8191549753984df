namespace Foldline.Torch.Serialization.Pickles;

/// <summary>
/// The stack machine of Python's pickles without its power: it builds plain values and tensor descriptions, and calls only
/// what <see cref="PickleGlobals"/> lists. Definition: Python's <c>pickletools.py</c>. One instance reads one pickle.
/// </summary>
internal sealed class Unpickler
{
    private readonly string file;
    private readonly PickleSource source;
    private readonly PickleStack stack;
    private readonly Dictionary<long, object?> memo = [];
    private readonly Dictionary<string, PickleStorage> storages = new(StringComparer.Ordinal);

    public Unpickler(Stream stream, string file)
    {
        this.file = file;
        source = new PickleSource(stream, file);
        stack = new PickleStack(source);
    }

    /// <summary>Storages that the pickle referred to, by key.</summary>
    public IReadOnlyDictionary<string, PickleStorage> Storages => storages;

    /// <summary>Reads one pickle up to and including its end.</summary>
    public object? Read()
    {
        for (var opcode = source.Byte(); opcode != PickleOpcode.Stop; opcode = source.Byte())
        {
            if (!Scalar(opcode) && !Text(opcode) && !Container(opcode) && !Fill(opcode) && !Memo(opcode) && !Call(opcode))
                throw source.Malformed($"opcode 0x{opcode:x2} is unknown or not allowed");
        }

        return stack.Pop();
    }

    private bool Scalar(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None: stack.Push(null); break;
            case PickleOpcode.NewTrue: stack.Push(true); break;
            case PickleOpcode.NewFalse: stack.Push(false); break;
            case PickleOpcode.BinInt: stack.Push((long)source.Int32()); break;
            case PickleOpcode.BinInt1: stack.Push((long)source.Byte()); break;
            case PickleOpcode.BinInt2: stack.Push((long)source.UInt16()); break;
            case PickleOpcode.Long1: stack.Push(source.WholeNumber(source.Byte())); break;
            case PickleOpcode.Long4: stack.Push(source.WholeNumber(source.UInt32())); break;
            case PickleOpcode.Int: stack.Push(IntLine()); break;
            case PickleOpcode.Long: stack.Push(source.WholeNumberLine()); break;
            case PickleOpcode.BinFloat: stack.Push(source.Double()); break;
            case PickleOpcode.Float: stack.Push(source.DoubleLine()); break;
            case PickleOpcode.Protocol: CheckProtocol(source.Byte()); break;
            case PickleOpcode.Frame: source.UInt64(); break;
            default: return false;
        }

        return true;
    }

    private bool Text(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.BinUnicode: stack.Push(source.Utf8(source.UInt32())); break;
            case PickleOpcode.ShortBinUnicode: stack.Push(source.Utf8(source.Byte())); break;
            case PickleOpcode.BinUnicode8: stack.Push(source.Utf8(source.UInt64())); break;
            case PickleOpcode.BinString: stack.Push(source.Latin1(source.UInt32())); break;
            case PickleOpcode.ShortBinString: stack.Push(source.Latin1(source.Byte())); break;
            case PickleOpcode.BinBytes: stack.Push(source.Bytes(source.UInt32())); break;
            case PickleOpcode.ShortBinBytes: stack.Push(source.Bytes(source.Byte())); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: stack.Push(source.Bytes(source.UInt64())); break;
            case PickleOpcode.String or PickleOpcode.Unicode: stack.Push(PlainLine()); break;
            default: return false;
        }

        return true;
    }

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: stack.Mark(); break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptyTuple or PickleOpcode.EmptySet: stack.Push(new PickleSequence([])); break;
            case PickleOpcode.List or PickleOpcode.Tuple or PickleOpcode.FrozenSet: stack.Push(new PickleSequence(stack.PopMark())); break;
            case PickleOpcode.Tuple1: stack.Push(new PickleSequence(stack.Pop(1))); break;
            case PickleOpcode.Tuple2: stack.Push(new PickleSequence(stack.Pop(2))); break;
            case PickleOpcode.Tuple3: stack.Push(new PickleSequence(stack.Pop(3))); break;
            case PickleOpcode.EmptyDictionary: stack.Push(new PickleDictionary()); break;
            case PickleOpcode.Dictionary: stack.Push(SetItems(new PickleDictionary(), stack.PopMark())); break;
            default: return false;
        }

        return true;
    }

    private bool Fill(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Append: AddItems(stack.Pop(1)); break;
            case PickleOpcode.Appends or PickleOpcode.AddItems: AddItems(stack.PopMark()); break;
            case PickleOpcode.SetItem: SetItems(stack.Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(stack.PopMark()); break;
            case PickleOpcode.Pop: stack.Drop(); break;
            case PickleOpcode.PopMark: stack.PopMark(); break;
            case PickleOpcode.Duplicate: stack.Push(stack.Peek()); break;
            default: return false;
        }

        return true;
    }

    private bool Memo(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Put: memo[MemoLine()] = stack.Peek(); break;
            case PickleOpcode.BinPut: memo[source.Byte()] = stack.Peek(); break;
            case PickleOpcode.LongBinPut: memo[source.UInt32()] = stack.Peek(); break;
            case PickleOpcode.Memoize: memo[memo.Count] = stack.Peek(); break;
            case PickleOpcode.Get: stack.Push(Recall(MemoLine())); break;
            case PickleOpcode.BinGet: stack.Push(Recall(source.Byte())); break;
            case PickleOpcode.LongBinGet: stack.Push(Recall(source.UInt32())); break;
            default: return false;
        }

        return true;
    }

    private bool Call(byte opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Global: stack.Push(Global(source.Line(), source.Line())); break;
            case PickleOpcode.StackGlobal: StackGlobal(); break;
            case PickleOpcode.Instance: throw Refused($"{source.Line()}.{source.Line()}");
            case PickleOpcode.Reduce or PickleOpcode.NewObject: Reduce(); break;
            case PickleOpcode.Build: Build(); break;
            case PickleOpcode.BinPersistentId: stack.Push(Storage(stack.Pop())); break;
            default: return false;
        }

        return true;
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol > 5)
            throw source.Malformed($"protocol {protocol} is unknown");
    }

    /// <summary>Protocol 0 writes truth values as the whole numbers 01 and 00.</summary>
    private object IntLine()
    {
        var line = source.Line();
        return line switch
        {
            "01" => true,
            "00" => false,
            _ => long.TryParse(line, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
                ? number
                : throw source.Malformed("a whole number is expected"),
        };
    }

    private string PlainLine()
    {
        var line = source.Line();
        if (line.Contains('\\', StringComparison.Ordinal))
            throw source.Malformed("a text of protocol 0 has escapes, which are not supported");
        return line is ['\'', .., '\''] or ['"', .., '"'] ? line[1..^1] : line;
    }

    private long MemoLine() => source.WholeNumberLine() is long index ? index : throw source.Malformed("a memo number is too large");

    private object? Recall(long index) =>
        memo.TryGetValue(index, out var value) ? value : throw source.Malformed($"it refers to memo {index}, which is not set");

    private void AddItems(List<object?> items)
    {
        if (stack.Peek() is not PickleSequence sequence)
            throw source.Malformed("items are added to something that is no list or set");
        sequence.Items.AddRange(items);
    }

    private void SetItems(List<object?> items)
    {
        if (stack.Peek() is not PickleDictionary dictionary)
            throw source.Malformed("keys are set in something that is no dictionary");
        SetItems(dictionary, items);
    }

    private PickleDictionary SetItems(PickleDictionary dictionary, List<object?> items)
    {
        if (items.Count % 2 != 0)
            throw source.Malformed("a dictionary has a key without a value");
        for (var i = 0; i < items.Count; i += 2)
        {
            var key = PickleKey.TextOf(items[i]) ?? throw source.Malformed("a dictionary's key is neither text nor number");
            dictionary.Items[key] = items[i + 1];
        }

        return dictionary;
    }

    private void StackGlobal()
    {
        if (stack.Pop(2) is not [string module, string name])
            throw source.Malformed("a global without a name");
        stack.Push(Global(module, name));
    }

    private PickleGlobal Global(string module, string name)
    {
        var full = $"{module}.{name}";
        return PickleGlobals.Find(full) ?? throw Refused(full);
    }

    private void Reduce()
    {
        var arguments = stack.Pop() as PickleSequence ?? throw source.Malformed("a call without arguments");
        if (stack.Pop() is not PickleGlobal global)
            throw source.Malformed("it calls something that is no constructor");
        if (global.Construct is null)
            throw Refused(global.Name);
        stack.Push(global.Construct(new UnpickleCall(global.Name, arguments.Items, source)));
    }

    /// <summary>Attributes are dropped: state dicts carry <c>_metadata</c>, which nothing here needs.</summary>
    private void Build()
    {
        stack.Pop();
        if (stack.Peek() is not (PickleDictionary or PickleTensor))
            throw source.Malformed("it sets attributes of something that is no dictionary");
    }

    private PickleStorage Storage(object? id)
    {
        if (id is not PickleSequence { Items: [string and "storage", PickleGlobal { Storage: { } dtype }, string key, _, long count, .. var view] } || count < 0)
            throw source.Malformed("it refers to something outside that is no storage");
        if (view is not ([] or [null]))
            throw source.Malformed($"the storage '{key}' is a view of another, which is not supported");
        var storage = new PickleStorage(key, dtype, count);
        return storages.TryAdd(key, storage) || storages[key] == storage
            ? storage
            : throw source.Malformed($"the storage '{key}' is described twice, differently");
    }

    private FoldlineException Refused(string global) => FoldlineException.User(
        "FL2112",
        $"'{file}' asks to call '{global}', which is not allowed: only tensors, plain containers, numbers and texts are read, no code is run. If you trust the file, load it in Python and save model.state_dict() alone.",
        null,
        ("file", file),
        ("global", global));
}
