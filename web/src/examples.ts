// Articles to try the page with. The countries are real; the people and all that happens here are invented.
export interface Example {
  name: string;
  about: string;
  published: string;
  text: string;
}

const report = `GENEVA — Kyrgyz Foreign Minister Aibek Toktosunov and Uzbek Foreign Minister Dilshod Rakhimov met in Geneva on Thursday to discuss how to share the water of the Naryn River, their first meeting since a dry summer strained ties between the two neighbours. Swiss Foreign Minister Claire Aubert hosted the talks.

“We are closer today than at any time in the past year,” Toktosunov told reporters. “But an agreement must protect our farmers first.”

Rakhimov welcomed the Swiss initiative and said that Tashkent was ready to publish its reservoir data every week. He rejected a proposal to put the Kambar dam under joint management. “That question is closed,” he said.

Aubert offered to host a second round of talks in Lausanne in April and urged both sides to refrain from unilateral steps. According to her spokesman, Jonas Wirth, the European Union has pledged 40 million euros for monitoring stations along the river.

In Astana, Kazakh President Serik Abenov criticised the absence of downstream countries. “Nothing about the river should be decided without those who live on it,” Abenov said, adding that Kazakhstan would invite the ministers of all five states to a summit in Almaty on May 20.

The Kyrgyz opposition accused the government of making concessions in secret. Nargiza Isakova, a former energy minister, demanded that the draft be put before parliament. The government denied that any document had been signed.

Toktosunov and Rakhimov agreed to speak by phone every two weeks. Rakhimov will visit Bishkek next month, Wirth said. The United Nations envoy for Central Asia, Peter Okoro, praised both delegations and warned that further delay would cost the region another harvest.`;

const readout = `Readout of Prime Minister Lindqvist’s call with President Moreau

Prime Minister Astrid Lindqvist of Sweden spoke by phone today with President Julien Moreau of France. The two leaders discussed the security of shipping in the Baltic Sea and preparations for the NATO summit in The Hague.

Prime Minister Lindqvist thanked President Moreau for France’s contribution to air policing over Estonia, Latvia and Lithuania. President Moreau reaffirmed his support for a joint inspection of undersea cables and proposed that the defence ministers of both countries meet in Stockholm before the summer.

The leaders condemned the recent damage to a gas pipeline in the Gulf of Finland. They agreed to stay in close contact.`;

const headlines = `Ghana, Ivory Coast sign fisheries accord after Accra talks
Philippines rejects new patrol limits in South China Sea
Brazil’s Carvalho to meet Argentine counterpart in Montevideo on Friday
Canada accuses grain exporters of price fixing, exporters deny claim
Serbia’s Petrović refuses to attend Vienna meeting with Kosovo
Japan offers to mediate between Mongolia and China over rail tariffs
UN envoy urges restraint as Chad, Sudan postpone border talks`;

export const examples: Example[] = [
  { name: 'News report', about: 'Talks on a river, with quotes from six sides', published: '2025-03-14', text: report },
  { name: 'Official readout', about: 'A phone call between two leaders', published: '2025-05-06', text: readout },
  { name: 'Headlines', about: 'Seven lines without a full stop', published: '2025-03-14', text: headlines },
];
