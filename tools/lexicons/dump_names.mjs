// Writes every locale's first names of @faker-js/faker as one JSON object {locale: [name, ...]}.
import { allFakers } from '@faker-js/faker';

const names = {};
for (const [locale, faker] of Object.entries(allFakers)) {
  const lists = faker.rawDefinitions?.person?.first_name;
  if (lists) names[locale] = [...new Set(['generic', 'male', 'female'].flatMap((kind) => lists[kind] ?? []))].sort();
}
process.stdout.write(JSON.stringify(names));
