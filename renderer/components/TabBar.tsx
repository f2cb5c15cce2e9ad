import styles from './TabBar.module.css';

/** The parts of a page as tabs; arrows go to the neighbour, Tab leaves the bar. */
export function TabBar<Name extends string>({
  names,
  titles,
  chosen,
  onChoose,
}: {
  names: readonly Name[];
  titles: Readonly<Record<Name, string>>;
  chosen: Name;
  onChoose: (name: Name) => void;
}) {
  const step = (by: number) => {
    const next = names[(names.indexOf(chosen) + by + names.length) % names.length];
    if (next) onChoose(next);
  };
  return (
    <div
      className={styles.tabs}
      role="tablist"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(1);
        if (event.key === 'ArrowLeft') step(-1);
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          ref={(element) => {
            if (name === chosen && element?.parentElement?.contains(document.activeElement)) element.focus();
          }}
          onClick={() => onChoose(name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  );
}
