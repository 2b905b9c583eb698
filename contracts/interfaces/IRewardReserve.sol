// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IRewardReserve
/// @notice Holds the $GPT set aside for rewards and lets out at most one bounded budget per epoch, in epoch order.
/// @dev Assumes that the token is GPTToken: no fee on transfer, no hook, a failed transfer reverts. Accounts by
/// counters: tokens that arrive without {fund} or {depositRevenue} belong to nobody and can never leave. All amounts
/// are wei of $GPT.
/// @custom:security-contact See SECURITY.md.
interface IRewardReserve {
    /// @notice What governance may tune about rewards; always applies to whole epochs.
    /// @param emissionBps The share of {remaining} that one epoch may emit, in basis points, 1…500.
    /// @param validatorShareBps The share of the emission that goes to validators, in basis points, 0…2,000.
    /// @param maxRewardPerUnit The most one unit of score may earn, in wei, at least 1.
    /// @param rulesetHash The hash of the scoring ruleset, not 0.
    struct RewardParameters {
        uint16 emissionBps;
        uint16 validatorShareBps;
        uint128 maxRewardPerUnit;
        bytes32 rulesetHash;
    }

    /// @notice Emitted when the reserve grows.
    /// @param from Who paid.
    /// @param amount What was added, in wei.
    /// @param remaining What the reserve holds afterwards, in wei, without revenue.
    event Funded(address indexed from, uint256 amount, uint256 remaining);

    /// @notice Emitted when access revenue arrives.
    /// @param epoch The epoch whose budget it joins.
    /// @param payer Who paid.
    /// @param purpose The bit number, in a consent mask, of the purpose it was paid for.
    /// @param amount What was added, in wei.
    event RevenueDeposited(uint256 indexed epoch, address indexed payer, uint8 purpose, uint256 amount);

    /// @notice Emitted when parameters are set, by the constructor (for epoch 0 and later) and by governance.
    /// @param fromEpoch The first epoch they apply to.
    /// @param oldParameters What `fromEpoch` would have had otherwise; all zero in the constructor.
    /// @param newParameters What it has now.
    event ParametersChanged(uint256 indexed fromEpoch, RewardParameters oldParameters, RewardParameters newParameters);

    /// @notice Emitted when an epoch is settled with a payment.
    /// @param epoch The epoch.
    /// @param amount What the distributor received, in wei.
    /// @param remaining What the reserve holds afterwards, in wei, without revenue.
    event Released(uint256 indexed epoch, uint256 amount, uint256 remaining);

    /// @notice Emitted when an epoch is settled without a payment.
    /// @param epoch The epoch.
    /// @param carriedRevenue The revenue that moves on to the next epoch, in wei.
    event EpochSkipped(uint256 indexed epoch, uint256 carriedRevenue);

    /// @notice Thrown by the constructor when an address is zero.
    error RewardReserveZeroAddress();

    /// @notice Thrown when nothing would be paid in.
    error RewardReserveZeroAmount();

    /// @notice Thrown when a payment is larger than any sum of $GPT.
    /// @param amount Wei to be paid.
    /// @param maximum The most allowed, far above the supply.
    error RewardReserveAmountTooLarge(uint256 amount, uint256 maximum);

    /// @notice Thrown when revenue names a purpose that no consent mask can hold.
    /// @param purpose The refused bit number.
    /// @param maxPurpose The highest bit number.
    error RewardReserveUnknownPurpose(uint8 purpose, uint8 maxPurpose);

    /// @notice Thrown when an epoch is settled, or its budget asked for, out of order.
    /// @param epoch The refused epoch.
    /// @param nextEpoch The only epoch possible now.
    error RewardReserveEpochNotNext(uint256 epoch, uint256 nextEpoch);

    /// @notice Thrown when an epoch is settled while it runs: revenue that arrived later would be lost.
    /// @param epoch The refused epoch.
    /// @param endsAt When it ends, in unix seconds.
    error RewardReserveEpochNotOver(uint256 epoch, uint48 endsAt);

    /// @notice Thrown when an epoch asks for more than it may pay.
    /// @param amount The refused amount, in wei.
    /// @param budget The most it may pay, in wei.
    error RewardReserveOverBudget(uint256 amount, uint256 budget);

    /// @notice Thrown when the emission share is out of bounds.
    /// @param emissionBps The refused share, in basis points.
    /// @param minBps The smallest share allowed, in basis points.
    /// @param maxBps The largest share allowed, in basis points.
    error RewardReserveEmissionOutOfBounds(uint16 emissionBps, uint16 minBps, uint16 maxBps);

    /// @notice Thrown when the validators' share is too large.
    /// @param validatorShareBps The refused share, in basis points.
    /// @param maxBps The largest share allowed, in basis points.
    error RewardReserveValidatorShareTooLarge(uint16 validatorShareBps, uint16 maxBps);

    /// @notice Thrown when the reward per unit would be capped at 0, which would stop every contributor's reward.
    error RewardReserveZeroRewardCap();

    /// @notice Thrown when the ruleset hash is zero.
    error RewardReserveZeroRuleset();

    /// @notice Adds `amount` of the caller's tokens to the reserve. Open to anyone.
    /// @dev Emits {Funded}.
    ///
    /// Requirements:
    /// - `amount` is not 0, else {RewardReserveZeroAmount}, and below 2^128, else {RewardReserveAmountTooLarge}.
    /// - The caller holds and approved `amount`.
    /// @param amount Wei to pull from the caller.
    function fund(uint256 amount) external;

    /// @notice Adds `amount` of the caller's tokens to the budget of the running epoch, or of epoch 1 before it begins.
    /// Open to anyone.
    /// @dev Emits {RevenueDeposited}.
    ///
    /// Requirements:
    /// - `amount` is not 0, else {RewardReserveZeroAmount}, and below 2^128, else {RewardReserveAmountTooLarge}.
    /// - `purpose` is at most 31, else {RewardReserveUnknownPurpose}.
    /// - The caller holds and approved `amount`.
    /// @param amount Wei to pull from the caller.
    /// @param purpose The bit number, in a consent mask, of the purpose it is paid for.
    function depositRevenue(uint256 amount, uint8 purpose) external;

    /// @notice Sets the parameters of the next epoch and of those after it. An epoch that has begun never changes; a
    /// second call during the same epoch replaces the first.
    /// @dev Emits {ParametersChanged}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (ADMIN), else `AccessManagedUnauthorized`.
    /// - The bounds of {RewardParameters} hold, else {RewardReserveEmissionOutOfBounds},
    ///   {RewardReserveValidatorShareTooLarge}, {RewardReserveZeroRewardCap} or {RewardReserveZeroRuleset}.
    /// @param parameters The new parameters.
    function setParameters(RewardParameters calldata parameters) external;

    /// @notice Settles the next epoch and pays `amount` to the caller. Revenue is used first; what is left of it
    /// carries over to the following epoch.
    /// @dev Emits {Released}. An `amount` of 0 is valid.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (REWARD_DISTRIBUTOR), else
    ///   `AccessManagedUnauthorized`.
    /// - `epoch` is `lastSettledEpoch() + 1`, else {RewardReserveEpochNotNext}, and over, else
    ///   {RewardReserveEpochNotOver}.
    /// - `amount` is at most `budgetOf(epoch)`, else {RewardReserveOverBudget}.
    /// @param epoch The epoch to settle.
    /// @param amount Wei to send.
    function release(uint256 epoch, uint256 amount) external;

    /// @notice Settles the next epoch without a payment. Its revenue carries over to the following epoch.
    /// @dev Emits {EpochSkipped}.
    ///
    /// Requirements:
    /// - The caller may call this function according to the authority (REWARD_DISTRIBUTOR), else
    ///   `AccessManagedUnauthorized`.
    /// - `epoch` is `lastSettledEpoch() + 1`, else {RewardReserveEpochNotNext}, and over, else
    ///   {RewardReserveEpochNotOver}.
    /// @param epoch The epoch to settle.
    function skip(uint256 epoch) external;

    /// @notice Returns what no epoch has paid out yet, without revenue.
    /// @return Wei.
    function remaining() external view returns (uint256);

    /// @notice Returns the revenue that settled epochs left unspent; the next epoch may spend it.
    /// @return Wei.
    function carriedRevenue() external view returns (uint256);

    /// @notice Returns the last epoch that was released or skipped.
    /// @return The epoch number, or 0 before the first.
    function lastSettledEpoch() external view returns (uint256);

    /// @notice Returns the revenue deposited for an epoch, spent or not.
    /// @param epoch The epoch number.
    /// @return Wei.
    function revenueOf(uint256 epoch) external view returns (uint256);

    /// @notice Returns the parameters of an epoch; for a later one, those it gets unless governance changes them.
    /// @param epoch The epoch number.
    /// @return The parameters.
    function parametersOf(uint256 epoch) external view returns (RewardParameters memory);

    /// @notice Returns the most that the next epoch may pay: the emission share of {remaining}, rounded down, plus the
    /// epoch's revenue and {carriedRevenue}.
    /// @dev Never shrinks before the epoch is settled.
    ///
    /// Requirements:
    /// - `epoch` is `lastSettledEpoch() + 1`, else {RewardReserveEpochNotNext}.
    /// @param epoch The epoch number.
    /// @return Wei.
    function budgetOf(uint256 epoch) external view returns (uint256);
}
