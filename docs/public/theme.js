/** The theme of a reference page, before its first paint: what the reader chose on the site, or what the system says. */
{
  const chosen = localStorage.getItem('vitepress-theme-appearance');
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', isDark);
}
