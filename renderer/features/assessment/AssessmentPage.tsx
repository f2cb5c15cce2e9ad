import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { Page } from '../../components/Page.tsx';

export default function AssessmentPage() {
  return <Page title={assessmentMessages.title}>{null}</Page>;
}
