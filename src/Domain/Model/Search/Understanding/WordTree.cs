namespace Marketplace.Domain.Search;

/// <summary>Words as a tree of letters, searched with mistakes: branches that are already too far off are not entered.</summary>
internal sealed class WordTree
{
    private readonly string[] _words;
    private readonly int[] _counts;
    private readonly List<char> _letter = ['\0'];
    private readonly List<int> _child = [0];
    private readonly List<int> _sibling = [0];
    private readonly List<int> _word = [-1];

    /// <summary>Builds the tree from words in ordinal order.</summary>
    public WordTree(string[] words, int[] counts)
    {
        (_words, _counts) = (words, counts);
        var path = new int[Tokens.LongestWord + 2];
        var before = "";
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word[0] == '=' || char.IsAsciiDigit(word[0]) || word.Length > Tokens.LongestWord) continue;
            var shared = 0;
            while (shared < word.Length && shared < before.Length && word[shared] == before[shared]) shared++;
            for (var depth = shared; depth < word.Length; depth++)
            {
                var parent = path[depth];
                _letter.Add(word[depth]);
                _child.Add(0);
                // The newest child comes first: order within a node does not matter.
                _sibling.Add(_child[parent]);
                _word.Add(-1);
                path[depth + 1] = _child[parent] = _letter.Count - 1;
            }

            _word[path[word.Length]] = i;
            before = word;
        }
    }

    /// <summary>Words, or beginnings of words, within so many edits.</summary>
    public IReadOnlyList<Neighbour> Near(string typed, int edits, int limit, bool beginning)
    {
        if (typed.Length is 0 or > Tokens.LongestWord) return [];
        var search = new Walk(this, typed, edits, beginning);
        search.Below(0, 0, '\0');
        return [.. search.Found.Select(f => Neighbour(f.Key, f.Value, typed)).OrderBy(n => n.Distance).ThenByDescending(n => n.FirstLetter)
            .ThenByDescending(n => n.Frequency).ThenBy(n => n.Word, StringComparer.Ordinal).Take(limit)];
    }

    private Neighbour Neighbour(int word, int distance, string typed) =>
        new(_words[word], _counts[word], distance, _words[word][0] == typed[0]);

    private sealed class Walk(WordTree tree, string typed, int edits, bool beginning)
    {
        // Most words a fuzzy beginning may gather; the rest of a huge branch is not worth a key press.
        private const int Enough = 2000;
        private readonly int[,] _rows = First(typed.Length);

        public Dictionary<int, int> Found { get; } = [];

        public void Below(int node, int depth, char previous)
        {
            if (depth >= Tokens.LongestWord) return;
            for (var child = tree._child[node]; child != 0; child = tree._sibling[child])
            {
                var letter = tree._letter[child];
                var least = Fill(depth + 1, letter, previous);
                if (least > edits) continue;
                var distance = _rows[depth + 1, typed.Length];
                if (beginning && distance <= edits) Gather(child, distance);
                else if (tree._word[child] is >= 0 and var word && distance <= edits) Note(word, distance);
                if (!beginning || distance > 0) Below(child, depth + 1, letter);
            }
        }

        private void Note(int word, int distance)
        {
            if (!Found.TryGetValue(word, out var known) || known > distance) Found[word] = distance;
        }

        private void Gather(int node, int distance)
        {
            if (Found.Count >= Enough) return;
            if (tree._word[node] is >= 0 and var word) Note(word, distance);
            for (var child = tree._child[node]; child != 0; child = tree._sibling[child]) Gather(child, distance);
        }

        private int Fill(int row, char letter, char previous)
        {
            var least = _rows[row, 0] = row;
            for (var i = 1; i <= typed.Length; i++)
            {
                var cost = typed[i - 1] == letter ? 0 : 1;
                var value = Math.Min(Math.Min(_rows[row - 1, i] + 1, _rows[row, i - 1] + 1), _rows[row - 1, i - 1] + cost);
                if (row > 1 && i > 1 && typed[i - 1] == previous && typed[i - 2] == letter) value = Math.Min(value, _rows[row - 2, i - 2] + 1);
                _rows[row, i] = value;
                least = Math.Min(least, value);
            }

            return least;
        }

        private static int[,] First(int length)
        {
            var rows = new int[Tokens.LongestWord + 2, length + 1];
            for (var i = 0; i <= length; i++) rows[0, i] = i;
            return rows;
        }
    }
}
