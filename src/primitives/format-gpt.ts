/** An amount of $GPT with two decimals, rounded down, thousands apart by commas; for people only. */
export function formatGpt(amountWei: bigint): string {
  const hundredths = amountWei / 10n ** 16n;
  const whole = (hundredths / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${(hundredths % 100n).toString().padStart(2, "0")}`;
}
