/** The console's mark: three racks, one lamp. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="#1d5c8f" />
      <path d="M7 9h18v3H7zM7 15h18v3H7zM7 21h18v3H7z" fill="#fff" opacity=".35" />
      <path d="M7 9h9v3H7zM7 15h13v3H7zM7 21h6v3H7z" fill="#fff" />
      <circle cx="24" cy="10.5" r="1.5" fill="#7fe0b4" />
    </svg>
  );
}
