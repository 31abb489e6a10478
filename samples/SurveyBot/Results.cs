namespace SurveyBot;

/// <summary>What came out so far, on this worker. A real bot would write to its database.</summary>
public sealed class Results
{
    private readonly Lock _gate = new();
    private int _answers;
    private int _stars;
    private int _photos;

    public int Photos
    {
        get
        {
            lock (_gate)
            {
                return _photos;
            }
        }
    }

    public double Average
    {
        get
        {
            lock (_gate)
            {
                return _answers == 0 ? 0 : (double)_stars / _answers;
            }
        }
    }

    public Task AddAsync(int stars, string[] photos)
    {
        lock (_gate)
        {
            _answers++;
            _stars += stars;
            _photos += photos.Length;
        }

        return Task.CompletedTask;
    }
}
