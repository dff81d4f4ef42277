/** All that the page's script does: the search field, and opening everything for paper. */
export const script = `
const search = document.getElementById('search');
search.form.addEventListener('submit', (event) => event.preventDefault());
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  for (const operation of document.querySelectorAll('.operation')) {
    const isMeant = operation.dataset.name.includes(wanted);
    let any = isMeant;
    for (const clause of operation.querySelectorAll('li')) {
      const isMatch = isMeant || clause.textContent.toLowerCase().includes(wanted);
      clause.classList.toggle('unmatched', !isMatch);
      any ||= isMatch;
    }
    operation.classList.toggle('unmatched', !any);
  }
});
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
`;
