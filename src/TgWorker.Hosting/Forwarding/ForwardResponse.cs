using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using TgWorker.Core.Handling;

namespace TgWorker.Hosting.Forwarding;

/// <summary>What an endpoint's answer means for the update.</summary>
/// <param name="shown">The endpoint, without anything secret.</param>
/// <param name="maxWait">The longest wait it is granted.</param>
/// <param name="time">Tells how far away a date is.</param>
internal sealed class ForwardResponse(string shown, TimeSpan maxWait, TimeProvider time)
{
    // A wait uses up no try: an endpoint that says 0 would otherwise be asked without end and without a breath.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public UpdateOutcome Outcome(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return UpdateOutcome.Handled;
        }

        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var error = $"HTTP {status} from {shown}";
        return response.StatusCode switch
        {
            HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity => UpdateOutcome.Fail(error, status),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable when Wait(response.Headers.RetryAfter) is { } wait =>
                UpdateOutcome.Wait(wait, error),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                UpdateOutcome.Retry($"{error}: redirects are not followed; forward to the final address", errorType: status),
            _ => UpdateOutcome.Retry(error, errorType: status),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? retryAfter)
    {
        var wait = retryAfter?.Delta ?? retryAfter?.Date - time.GetUtcNow();
        return wait is { } asked
            ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, ShortestWait.Ticks, Math.Max(maxWait.Ticks, ShortestWait.Ticks))) : null;
    }
}
