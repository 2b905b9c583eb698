import { findingsOf, type Check, type Finding } from "./finding.ts";

/** Points 3 and 14: who points to whom. */
export async function wiringFindings({ collective, record }: Check): Promise<Finding[]> {
  const { contracts } = record;
  const { token, governor, reserve, distributor, commitments, validators, access } = collective;
  const [others, voting] = [findingsOf(3), findingsOf(14)];
  return [
    others.equal("the reserve holds $GPT", contracts.token, await reserve.TOKEN()),
    others.equal("the reserve follows the schedule", contracts.schedule, await reserve.SCHEDULE()),
    others.equal("the distributor pays $GPT", contracts.token, await distributor.TOKEN()),
    others.equal("the distributor draws on the reserve", contracts.reserve, await distributor.RESERVE()),
    others.equal("the distributor counts the validators", contracts.validators, await distributor.VALIDATORS()),
    others.equal("the distributor reads the commitments", contracts.commitments, await distributor.COMMITMENTS()),
    others.equal("the distributor follows the schedule", contracts.schedule, await distributor.SCHEDULE()),
    others.equal("the commitments count the validators", contracts.validators, await commitments.VALIDATORS()),
    others.equal("the commitments follow the schedule", contracts.schedule, await commitments.SCHEDULE()),
    others.equal("bonds are in $GPT", contracts.token, await validators.TOKEN()),
    others.equal("slashed bonds go to the timelock", contracts.timelock, await validators.TREASURY()),
    others.equal("access is paid in $GPT", contracts.token, await access.TOKEN()),
    others.equal("access asks the registry for consent", contracts.registry, await access.REGISTRY()),
    others.equal("access asks which tools are approved", contracts.tools, await access.TOOLS()),
    others.equal("access counts the validators", contracts.validators, await access.VALIDATORS()),
    others.equal("access pays into the reserve", contracts.reserve, await access.RESERVE()),
    voting.equal("the governor acts through the timelock", contracts.timelock, await governor.timelock()),
    voting.equal("the governor counts $GPT", contracts.token, await governor.token()),
    voting.equal("governor and token use one clock", await token.CLOCK_MODE(), await governor.CLOCK_MODE()),
  ];
}
